import { misuse } from '../failure.ts'
import type { CommandContext } from '../context.ts'
import { readSecret } from './secret.ts'

/**
 * The password of a user: of the environment, else of a prompt that shows nothing of it, else the first line of standard
 * input. Never an argument, which every user of the machine can see. Throws misuse.
 */
export async function askPassword({
  surroundings,
  settings,
  say,
}: Pick<CommandContext, 'surroundings' | 'settings' | 'say'>): Promise<string> {
  if (settings.password !== null) return settings.password
  const { stdin, stderr } = surroundings
  if (stdin.isTTY !== true || stdin.setRawMode === undefined) return readSecret(surroundings)
  // Before the prompt: what is typed as soon as it is seen would be shown.
  stdin.setRawMode(true)
  try {
    stderr.write(say('password.prompt'))
    return await typed(stdin)
  } finally {
    stdin.setRawMode(false)
    stderr.write('\n')
  }
}

const erasing = new Set(['\u007f', '\b'])
const ending = new Set(['\r', '\n', '\u0004'])

async function typed(stdin: CommandContext['surroundings']['stdin']): Promise<string> {
  let text = ''
  for await (const chunk of stdin)
    for (const character of chunk.toString()) {
      if (character === '\u0003') throw misuse('secret.interrupted')
      if (ending.has(character)) {
        if (text === '') throw misuse('secret.empty')
        return text
      }
      text = erasing.has(character) ? [...text].slice(0, -1).join('') : text + character
    }
  throw misuse('secret.empty')
}
