/** Loaded into a server that is measured: SIGUSR2 has it give back what it no longer needs, as far as the engine does. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  process.on('SIGUSR2', () => {
    for (let nth = 0; nth < 3; nth++) collect()
  })
}
