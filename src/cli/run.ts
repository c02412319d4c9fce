import { Command, CommanderError } from 'commander'
import { readFileSync } from 'node:fs'
import type { Settings } from '../config.ts'
import type { Language } from '../core/words.ts'
import { trustDevelopmentCertificate } from '../tls/development-certificate.ts'
import { speaker } from '../words/command-line.ts'
import { createClient } from './client.ts'
import { findConnection } from './connection.ts'
import type { CommandContext, Surroundings } from './context.ts'
import { failureLine } from './failure-line.ts'
import { exitCodes } from './failure.ts'
import { languageChoices } from './options.ts'
import { createProgram } from './program.ts'
import { usageFailure } from './usage-error.ts'

/** Runs one command line (without program name) and gives its exit status. Never throws, whatever goes wrong. */
export async function runCommandLine(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const chosen = chosenLanguage(argv)
  const program = new Command()
  const json = (): boolean =>
    program.opts()['json'] === true || (program.args.length === 0 && argv.includes('--json'))
  let exitCode: number = exitCodes.done
  let language: Language = chosen ?? 'en-us'
  try {
    const settings = surroundings.settings()
    language = chosen ?? settings.language
    const context = createContext(settings, language, surroundings, json, code => (exitCode = code))
    createProgram(program, readVersion(), context)
    if (argv.length === 0) program.outputHelp()
    else await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done
    // `stepwell instance` alone: its help has been shown, which says more than a line could.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.misused
    const failure = error instanceof CommanderError ? usageFailure(error) : error
    const told = failureLine(failure, language, json())
    surroundings.stderr.write(`${told.line}\n`)
    return told.exitCode
  }
}

function createContext(
  settings: Settings,
  language: Language,
  surroundings: Surroundings,
  json: () => boolean,
  exitWith: (exitCode: number) => void,
): CommandContext {
  trustDevelopmentCertificate(settings.data)
  const connection = once(() => findConnection(settings))
  return {
    surroundings,
    settings,
    language,
    say: speaker(language),
    get json() {
      return json()
    },
    print: line => void surroundings.stdout.write(`${line}\n`),
    note: line => void surroundings.stderr.write(`${line}\n`),
    connection,
    client: once(() => createClient(connection(), language)),
    exitWith,
  }
}

/** The language asked for by --lang, needed before anything is said; a wrong one is refused by the parser later. */
function chosenLanguage(argv: readonly string[]): Language | null {
  const at = argv.findLastIndex(word => word === '--lang' || word.startsWith('--lang='))
  const word = argv[at]?.split('=')[1] ?? argv[at + 1]
  return at < 0 ? null : (languageChoices.find(language => language === word) ?? null)
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}
