import { spawn, type ChildProcess } from 'node:child_process'

/** How a program ended. */
export interface ProgramResult {
  /** Its exit status; null: it was ended by a signal, or could not be started. */
  readonly exitStatus: number | null
  readonly timedOut: boolean
  /** The last of what it wrote, for a person. */
  readonly lastOutput: string
}

const plainPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** How much of a program's output is kept, in characters. */
const outputKept = 2000

/** How long what a program has written is still read after its end: a child of its own may hold the pipes open for ever. */
const readAfterEndMs = 200

/**
 * Runs a program without a shell; its environment is `environment` and a plain PATH, nothing of ours. Resolves when it
 * has ended; one that takes longer than `timeoutMs`, or is aborted, is killed with all it has started. Never rejects: a
 * program that can't be started says so in `lastOutput`.
 */
export function runProgram(
  program: string,
  programArguments: readonly string[],
  options: {
    readonly environment: { readonly [name: string]: string }
    readonly timeoutMs: number
    readonly signal?: AbortSignal
  },
): Promise<ProgramResult> {
  return new Promise(resolve => {
    let lastOutput = ''
    let timedOut = false
    const child = spawn(program, programArguments, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: plainPath, ...options.environment },
      // A group of its own, so that what it has started can be killed with it.
      detached: process.platform !== 'win32',
    })
    const kill = (): void => killGroup(child)
    const timer = setTimeout(() => {
      timedOut = true
      kill()
    }, options.timeoutMs)
    options.signal?.addEventListener('abort', kill)
    if (options.signal?.aborted === true) kill()
    const take = (text: string): void => {
      lastOutput = (lastOutput + text).slice(-outputKept)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    const end = (exitStatus: number | null): void => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', kill)
      resolve({ exitStatus, timedOut, lastOutput: lastOutput.trim() })
    }
    child.on('error', error => {
      take(error.message)
      if (child.pid === undefined) end(null)
    })
    child.on('exit', exitStatus => {
      const reading = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, readAfterEndMs)
      child.on('close', () => {
        clearTimeout(reading)
        end(exitStatus)
      })
    })
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
