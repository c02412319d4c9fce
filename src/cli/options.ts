import { Option } from 'commander'
import type { Service } from '../core/task.ts'
import type { Language } from '../core/words.ts'
import { taskStatusWords } from '../words/statuses.ts'
import { misuse } from './failure.ts'

const services: { readonly [service in Service]: true } = { dcs: true, dms: true, taurusdb: true }

/** The languages a person may choose. */
export const languageChoices = ['en-us', 'zh-cn'] as const satisfies readonly Language[]

/** An option that takes one of the languages. */
export function languageOption(flags: string, description: string): Option {
  return new Option(flags, description).choices(languageChoices)
}

/** `--service`, one of the three. */
export function serviceOption(description: string): Option {
  return new Option('--service <service>', description).choices(Object.keys(services))
}

/** `--status`, one or more of a task's, with commas. */
export function statusOption(description: string): Option {
  return listOption('--status <statuses>', description, Object.keys(taskStatusWords))
}

/** An option that takes one or more of some words, with commas. */
export function listOption(flags: string, description: string, choices: readonly string[]): Option {
  const name = flags.split(' ', 1)[0] ?? flags
  return new Option(flags, `${description}: ${choices.join(', ')}`).argParser(text => {
    const wrong = text.split(',').find(word => !choices.includes(word))
    if (wrong !== undefined)
      throw misuse('usage.notAChoice', { name, value: wrong, choices: choices.join(', ') })
    return text
  })
}

/** An option that takes one text each time it is given: what follows it is the command's. */
export function repeatedOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(
    (text, earlier: readonly string[] | undefined): readonly string[] => [...(earlier ?? []), text],
  )
}

/** An option that takes a whole number, from 1 unless told otherwise to the most given. */
export function countOption(
  flags: string,
  description: string,
  most: number,
  byDefault?: number,
  least = 1,
): Option {
  const name = flags.split(' ', 1)[0] ?? flags
  return new Option(flags, description).default(byDefault).argParser(text => {
    const count = /^\d+$/.test(text) ? Number(text) : -1
    if (count < least || count > most) throw misuse('usage.count', { option: name, least, most })
    return count
  })
}
