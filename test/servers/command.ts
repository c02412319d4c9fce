import { execFile } from 'node:child_process'

/** What an ended command printed. */
export interface CommandOutput {
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program without a shell to its end; rejects with one line that holds the end of its stderr. */
export function runCommand(
  program: string,
  commandArguments: readonly string[],
  options: { readonly folder?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<CommandOutput> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...commandArguments],
      {
        cwd: options.folder,
        env: { ...process.env, LC_ALL: 'C', ...options.environment },
        maxBuffer: 16 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) return resolve({ stdout, stderr })
        const reason = stderr.trim().split('\n').at(-1) || error.message
        reject(new Error(`${program} ${commandArguments[0] ?? ''} failed: ${reason}`, { cause: error }))
      },
    )
  })
}

/** True when the program can be started and ends with status 0. */
export async function runs(
  program: string,
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return runCommand(program, commandArguments, { environment }).then(
    () => true,
    () => false,
  )
}
