import { lockFolder } from '../folder-lock.ts'
import { openSqliteStore } from '../sqlite/open.ts'
import { change, claim, failing, submit } from './samples.ts'

/**
 * A process that commits as fast as it can and prints what was acknowledged, one `id revision` a line, until it is
 * killed: `commit-until-killed.ts FOLDER thread|inline`. Several tasks at once, so that a batch holds more than one.
 */
async function commitForEver(folder: string, writer: 'thread' | 'inline'): Promise<never> {
  lockFolder(folder)
  const store = await openSqliteStore(folder, { writer })
  const acknowledge = (id: string, revision: number) => process.stdout.write(`${id} ${revision}\n`)

  async function line(name: string): Promise<never> {
    for (let round = 0; ; round += 1) {
      let task = await claim(store, await submit(store, `${name}-${round}`, { instance: name }))
      acknowledge(task.id, task.revision)
      for (let saved = 0; saved < 5; saved += 1) {
        const value = { saved, padding: 'x'.repeat(500) }
        const event = { type: 'taskCheckpointSaved', name: 'offset', value, epoch: task.epoch } as const
        task = await change(store, task, [event])
        acknowledge(task.id, task.revision)
      }
      task = await change(store, task, failing(task))
      acknowledge(task.id, task.revision)
    }
  }
  return Promise.race(['a', 'b', 'c', 'd'].map(name => line(`${name}-${process.pid}`)))
}

const [folder, writer] = process.argv.slice(2)
await commitForEver(folder!, writer as 'thread' | 'inline')
