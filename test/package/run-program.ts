import { execFile } from 'node:child_process'

/** How a program ended, whatever it returned. */
export interface Ended {
  /** Its exit status; null when a signal ended it or it could not be started. */
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program without a shell in a folder to its end. */
export function runProgram(program: string, given: readonly string[], folder: string): Promise<Ended> {
  return new Promise(resolve => {
    const child = execFile(
      program,
      given,
      { cwd: folder, env: environment(), maxBuffer: 2 ** 24 },
      (_, stdout, stderr) => resolve({ status: child.exitCode, signal: child.signalCode, stdout, stderr }),
    )
  })
}

/** Ours without what `npm run` adds about this project: an npm started in another folder must look there. */
function environment(): NodeJS.ProcessEnv {
  const added =
    /^(?:npm_(?:package|lifecycle|config_local_prefix|command|execpath|node_execpath)|NODE_|INIT_CWD)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)))
}
