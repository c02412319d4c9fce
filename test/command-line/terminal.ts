import { Readable, Writable } from 'node:stream'
import type { Surroundings } from '../../src/cli/context.ts'
import { runCommandLine } from '../../src/cli/run.ts'
import { readSettings } from '../../src/config.ts'

/** A command line in which a test types. */
export interface Terminal {
  /** Runs a command to its end, and tells what it wrote and with which status it ended. */
  type(...argv: readonly string[]): Promise<Ended>
  /** Presses ctrl-C. */
  interrupt(): void
  /** Resolves as soon as what the running command has written holds this; rejects if it ends without. */
  written(text: string | RegExp): Promise<void>
}

export interface Ended {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface TerminalOptions {
  readonly environment: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Whether it draws in place; default no. */
  readonly live?: boolean
}

interface Waiting {
  readonly text: string | RegExp
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** Opens a terminal. */
export function openTerminal({ environment, stdin = '', live = false }: TerminalOptions): Terminal {
  let wrote = ''
  let waiting: Waiting[] = []
  let interrupt = new AbortController()
  const stream = (
    keep: (text: string) => void,
  ): Writable & { isTTY: boolean; columns: number; rows: number } => {
    const write = (chunk: Buffer, _: unknown, done: () => void): void => {
      const text = chunk.toString()
      keep(text)
      wrote += text
      waiting = waiting.filter(({ text: wanted, resolve }) => !holds(wrote, wanted) || void resolve())
      done()
    }
    return Object.assign(new Writable({ write }), { isTTY: live, columns: 100, rows: 40 })
  }

  return {
    async type(...argv) {
      const written = { stdout: '', stderr: '' }
      wrote = ''
      interrupt = new AbortController()
      const surroundings: Surroundings = {
        settings: () => readSettings(environment),
        stdin: Readable.from(stdin === '' ? [] : [stdin]),
        stdout: stream(text => (written.stdout += text)),
        stderr: stream(text => (written.stderr += text)),
        now: Date.now,
        catchInterrupt: () => ({ signal: interrupt.signal, [Symbol.dispose]() {} }),
      }
      const exitCode = await runCommandLine(argv, surroundings)
      for (const { text, reject } of waiting)
        reject(new Error(`ended without ${String(text)}; wrote: ${wrote}`))
      waiting = []
      return { exitCode, ...written }
    },
    interrupt: () => interrupt.abort(),
    written(text) {
      if (holds(wrote, text)) return Promise.resolve()
      return new Promise((resolve, reject) => void waiting.push({ text, resolve, reject }))
    },
  }
}

const holds = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
