import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'

/** Cleans up after this process when it can no longer do so itself. */
export interface Guard {
  /** The process to kill; replaces the one named before. */
  watch(pid: number): void
  /** Nothing is left to clean up. */
  release(): void
}

// The server can still be writing a file when its folder goes, hence the second try.
// The guard reads until its input ends, which the kernel sees to when this process dies, by kill -9 too.
const script = `
while read -r line; do pid=$line; done
[ "$pid" = released ] && exit
[ -n "$pid" ] && kill -9 "$pid" 2>/dev/null
rm -rf "$1" || { sleep 1; rm -rf "$1"; }
`

/** Starts a tiny shell that outlives this process by a moment: it kills the watched server and removes its folder. */
export function startGuard(folder: string): Guard {
  const shell = spawn('/bin/sh', ['-c', script, 'stepwell-guard', folder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const input = shell.stdin as Socket
  shell.unref()
  input.unref()
  input.on('error', () => {}) // killed by a person: then there is no guard, and nothing that we could do about it
  return {
    watch: pid => void input.write(`${pid}\n`),
    release: () => void input.end('released\n'),
  }
}
