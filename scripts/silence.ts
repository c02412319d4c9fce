import type { TestsStream } from 'node:test'

/**
 * Calls back when a run of tests has reported nothing for so long, with the files that have not ended: a test that
 * leaves a server or a timer open keeps its process, and so the whole run, from ending.
 */
export function onSilence(
  stream: TestsStream,
  silenceMs: number,
  act: (files: readonly string[]) => void,
): void {
  const open = new Set<string>()
  const timer = setTimeout(() => act([...open]), silenceMs)
  stream.on('test:dequeue', ({ name, file }) => {
    timer.refresh()
    if (name === file) open.add(name)
  })
  stream.on('test:complete', ({ name, file }) => {
    timer.refresh()
    if (name === file) open.delete(name)
  })
  stream.on('close', () => clearTimeout(timer))
  stream.on('end', () => clearTimeout(timer))
}
