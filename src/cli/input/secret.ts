import type { Surroundings } from '../context.ts'
import { misuse } from '../failure.ts'

/** A password from standard input: its first line. Throws misuse at a terminal, where typing would show it. */
export async function readSecret({ stdin }: Pick<Surroundings, 'stdin'>): Promise<string> {
  if (stdin.isTTY === true) throw misuse('secret.terminal')
  let text = ''
  for await (const chunk of stdin) {
    text += chunk.toString()
    if (text.includes('\n')) break
  }
  const line = text.split(/\r?\n/, 1)[0] ?? ''
  if (line === '') throw misuse('secret.empty')
  return line
}
