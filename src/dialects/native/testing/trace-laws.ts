import { problemsOf } from '../../check.ts'
import { traceLineSchema, type TracedPart, type TraceLine } from '../trace-schema.ts'

/** Test support: a reader of traces that trusts nobody, for what is exported and for what tests make. */

/** How many moments of a run an estimate is asked at. */
const scoredMoments = 19

/** The lines of a text, whatever they are. */
export function linesIn(text: string): readonly TraceLine[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as TraceLine)
}

/** What is wrong with the lines of one run; empty: they can be replayed. */
export function brokenTraceLaws(lines: readonly TraceLine[]): readonly string[] {
  const broken: string[] = []
  const known = new Map<string, TracedPart>()
  const running = new Set<string>()
  let phase: 'none' | 'queued' | 'working' | 'waiting' | 'over' = 'none'
  let last = 0

  const law = (name: string, holds: boolean, line: TraceLine): void => {
    if (!holds) broken.push(`${name}: ${JSON.stringify(line)}`)
  }

  function learn(line: TraceLine, parts: readonly TracedPart[]): void {
    for (const part of parts) {
      law('a step has the name of another', !known.has(part.name), line)
      law('a part is named before its step', part.parent === undefined || known.has(part.parent), line)
      known.set(part.name, part)
    }
  }

  function follow(line: TraceLine): void {
    law('time goes back', line.at >= last, line)
    law('another run', line.run === lines[0]?.run, line)
    law('something happens after the end', phase !== 'over', line)
    if (line.event !== 'submitted') law('something happens before the submission', phase !== 'none', line)
    if ('step' in line) {
      law('a step that nobody has named', known.has(line.step), line)
      law('a step while nobody works', phase === 'working', line)
    }
    last = line.at
    switch (line.event) {
      case 'submitted':
        law('submitted twice', phase === 'none', line)
        learn(line, line.steps)
        phase = 'queued'
        break
      case 'started':
        law('started twice', phase === 'queued', line)
        phase = 'working'
        break
      case 'sub_steps':
        learn(line, line.add)
        break
      case 'step_started':
        law('a step begins that runs', !running.has(line.step), line)
        running.add(line.step)
        break
      case 'progress':
        law('progress of a step that does not run', running.has(line.step), line)
        break
      case 'step_finished':
      case 'step_failed':
        law('a step ends that does not run', running.delete(line.step), line)
        break
      case 'waiting':
        law('waits before it works', phase === 'working', line)
        phase = 'waiting'
        break
      case 'working':
        law('works without having waited', phase === 'waiting', line)
        phase = 'working'
        break
      case 'ended':
        law('a success leaves a step running', line.status !== 'succeeded' || running.size === 0, line)
        phase = 'over'
        break
    }
  }

  for (const line of lines) {
    const problems = problemsOf(traceLineSchema, line)
    if (problems.length > 0) broken.push(`not as documented: ${JSON.stringify(line)}`)
    else follow(line)
  }
  return [...broken, ...brokenScoring(lines)]
}

/** A run that succeeded is asked about at moments between its start and its end. */
function brokenScoring(lines: readonly TraceLine[]): readonly string[] {
  const end = lines.at(-1)
  if (end?.event !== 'ended' || end.status !== 'succeeded') return []
  const start = lines.find(line => line.event === 'started')
  if (start === undefined) return ['a success never started']
  const moments = Array.from(
    { length: scoredMoments },
    (_, index) => start.at + ((index + 1) * (end.at - start.at)) / (scoredMoments + 1),
  )
  const isWithin = moments.every(moment => moment >= start.at && moment <= end.at)
  return isWithin ? [] : ['a moment lies outside the run']
}
