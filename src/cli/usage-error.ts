import type { CommanderError } from 'commander'
import type { CommandLineWord } from '../words/command-line.ts'
import { misuse, type CommandFailure } from './failure.ts'

/** A mistake in what was typed, as the parser tells it, as a failure that can be said in every language. */
export function usageFailure({ code, message }: CommanderError): CommandFailure {
  const word = words[code]
  const [first = '', second = ''] = Array.from(message.matchAll(/'([^']*)'/g), match => match[1] ?? '')
  if (word === undefined) return misuse('usage.other', { message: message.replace(/^error: /, '') })
  const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1] ?? ''
  const near = /\(Did you mean (?:one of )?(.*)\?\)/s.exec(message)?.[1]
  if (near !== undefined && word in similar) return misuse(similar[word] ?? word, { name: first, near })
  // `--limit <number>`: the option itself says which one is meant.
  return misuse(word, { name: flagOf(first), value: flagOf(second), choices })
}

/** The option itself, without what it takes. */
const flagOf = (text: string): string => (text.startsWith('-') ? (text.split(' ', 1)[0] ?? text) : text)

const words: Readonly<Record<string, CommandLineWord>> = {
  'commander.unknownOption': 'usage.unknownOption',
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.missingArgument': 'usage.missingArgument',
  'commander.optionMissingArgument': 'usage.optionNeedsValue',
  'commander.missingMandatoryOptionValue': 'usage.missingOption',
  'commander.excessArguments': 'usage.tooManyArguments',
  'commander.conflictingOption': 'usage.conflict',
  'commander.invalidArgument': 'usage.notAChoice',
}

const similar: Readonly<Record<string, CommandLineWord>> = {
  'usage.unknownOption': 'usage.unknownOptionNear',
  'usage.unknownCommand': 'usage.unknownCommandNear',
}
