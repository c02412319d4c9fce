import { AccessError } from '../access/access-error.ts'
import { SettingError } from '../config.ts'
import type { Language, Words } from '../core/words.ts'
import { speaker, type Say } from '../words/command-line.ts'
import { joinProblems, joinSentences } from '../words/joined.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { printable } from '../telling/printable.ts'

/** What to write on standard error for a failure, one line without a stack, and the exit status. */
export interface ToldFailure {
  readonly line: string
  readonly exitCode: number
}

/** Tells a failure in one line, or for a program as JSON in one line. */
export function failureLine(failure: unknown, language: Language, json: boolean): ToldFailure {
  const { code, message, exitCode } = describe(failure, language)
  const oneLine = printable(message).trim()
  if (!json) return { line: `stepwell: ${oneLine}`, exitCode }
  const refusal = failure instanceof CommandFailure ? failure.refusal : null
  return { line: JSON.stringify({ error: refusal ?? { code, message: oneLine } }), exitCode }
}

interface Described {
  readonly code: string
  readonly message: string
  readonly exitCode: number
}

function describe(failure: unknown, language: Language): Described {
  const say = speaker(language)
  if (failure instanceof CommandFailure) {
    const message =
      failure.refusal === null
        ? say(failure.word, failure.parameters)
        : refusalText(failure.refusal, language)
    return { code: failure.word, message, exitCode: failure.exitCode }
  }
  if (failure instanceof SettingError) {
    const { setting, expected } = failure
    const wanted = typeof expected === 'string' ? say(`setting.${expected}`) : expected.join(', ')
    return {
      code: 'setting',
      message: say('setting.wrong', { setting, expected: wanted }),
      exitCode: exitCodes.misused,
    }
  }
  if (failure instanceof AccessError && failure.code === 'url_malformed')
    return { code: failure.code, message: say('request.malformed'), exitCode: exitCodes.misused }
  return { ...describeOther(failure, say, language), exitCode: exitCodes.notDone }
}

/** What a server says when it refuses, what is wrong with each field, what to do, and where to look it up. */
function refusalText(refusal: NonNullable<CommandFailure['refusal']>, language: Language): string {
  const problems = (refusal.problems ?? [])
    .map(({ path, message }) => `${path} ${message}`.trim())
    .filter(problem => !refusal.message.includes(problem))
  const parts = [
    refusal.message,
    ...(problems.length === 0 ? [] : [`(${joinProblems(problems, language)})`]),
    refusal.remedy ?? '',
  ]
  const origin = speaker(language)('error.origin', { code: refusal.code, request: refusal.requestId })
  return joinSentences([...parts.filter(part => part !== ''), origin], language)
}

/** What the system or the server's start threw: it says itself what is wrong. */
function describeOther(failure: unknown, say: Say, language: Language): Omit<Described, 'exitCode'> {
  const { code, address, port, path, words } = (failure ?? {}) as {
    readonly code?: unknown
    readonly address?: unknown
    readonly port?: unknown
    readonly path?: unknown
    readonly words?: Words
  }
  if (code === 'EADDRINUSE')
    return { code, message: say('error.portTaken', { address: `${String(address)}:${String(port)}` }) }
  if (code === 'EADDRNOTAVAIL')
    return { code, message: say('error.noSuchAddress', { address: String(address) }) }
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && typeof path === 'string')
    return { code, message: say('error.noAccess', { path }) }
  const message = words?.[language] ?? (failure instanceof Error ? failure.message : String(failure))
  return { code: typeof code === 'string' ? code : 'error', message }
}
