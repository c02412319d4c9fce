import { Option } from 'commander'
import type { Service, TaskStatus } from '../core/task.ts'
import { misuse } from './failure.ts'

const services = ['dcs', 'dms', 'taurusdb'] as const satisfies readonly Service[]

const statuses: Readonly<Record<TaskStatus, true>> = {
  pending: true,
  running: true,
  paused: true,
  succeeded: true,
  failed: true,
  cancelled: true,
}

/** `--service`, one of the three. */
export function serviceOption(description: string): Option {
  return new Option('--service <service>', description).choices(services)
}

/** `--status`, one or more of a task's, with commas. */
export function statusOption(description: string): Option {
  return listOption('--status <statuses>', description, Object.keys(statuses))
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
