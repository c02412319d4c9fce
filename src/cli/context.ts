import type { Settings } from '../config.ts'
import type { Language } from '../core/words.ts'
import type { Say } from '../words/command-line.ts'
import type { Client } from './client.ts'
import type { Connection } from './connection.ts'

/** What the command line is run in: streams, settings and clock. A test gives its own. */
export interface Surroundings {
  /** Reads the settings; throws a SettingError. */
  readonly settings: () => Settings
  readonly stdin: AsyncIterable<Buffer | string> & {
    readonly isTTY?: boolean
    /** Whether a terminal gives every key as it is pressed, and shows none. */
    setRawMode?: (raw: boolean) => unknown
  }
  readonly stdout: NodeJS.WritableStream & TerminalSize
  readonly stderr: NodeJS.WritableStream & TerminalSize
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Begins to catch ctrl-C, and being told to end: the signal tells it has happened; dispose to let go again. */
  readonly catchInterrupt: () => Disposable & { readonly signal: AbortSignal }
}

interface TerminalSize {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/** What every command is given. */
export interface CommandContext {
  readonly surroundings: Surroundings
  readonly settings: Settings
  readonly language: Language
  readonly say: Say
  /** Whether a program reads the output. */
  readonly json: boolean
  /** Writes a line of the result. */
  readonly print: (line: string) => void
  /** Writes a line to the person beside the result. */
  readonly note: (line: string) => void
  /** Where the server is and who asks; throws a CommandFailure if credentials cannot be read. */
  readonly connection: () => Connection
  readonly client: () => Client
  /** Says with which exit status the command ends; without it, 0. */
  readonly exitWith: (exitCode: number) => void
}

/** Prints a result: as JSON for a program, else in lines for a person. */
export function printResult(context: CommandContext, result: object, lines: () => readonly string[]): void {
  if (context.json) context.print(JSON.stringify(result, null, 2))
  else for (const line of lines()) context.print(line)
}

/** Columns of the output; 100 where it is no terminal. */
export function columnsOf({ stdout }: Surroundings): number {
  return stdout.isTTY === true && stdout.columns !== undefined && stdout.columns > 0 ? stdout.columns : 100
}
