/**
 * A recipe as a team would write it, for worker processes. Its tasks write what runs into `journal` of the folder they are
 * given, and stay in their second step until there is a file `open`: `redis.journey` may be cancelled, `redis.stubborn` not,
 * and `redis.deaf` may be, but hears of nothing.
 */
export const journeyRecipe = `
import { appendFileSync, existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, Type, type StepContext } from 'stepwell'

const title = { 'en-us': 'Journey', 'zh-cn': '旅程' }
const input = Type.Object({ folder: Type.String() })
type Context = StepContext<{ readonly folder: string }, unknown, {}>

const write = ({ input, epoch }: Context, line: string): void =>
  appendFileSync(input.folder + '/journal', line + ' under ' + epoch + '\\n')

async function copy(context: Context): Promise<void> {
  write(context, 'copy from ' + context.checkpoint())
  await context.save('half')
  while (!existsSync(context.input.folder + '/open')) {
    context.cancelPoint()
    await delay(5)
  }
}

const define = (name: string) =>
  defineOperation({ name, version: 1, service: 'dcs', title, input })
    .step('plan', { title, run: async context => write(context, 'plan') })

export const journey = define('redis.journey').step('copy', { title, run: copy })
export const deaf = define('redis.deaf').step('copy', {
  title,
  stopSeconds: 1,
  run: context => copy({ ...context, cancelPoint() {} }),
})
export const stubborn = define('redis.stubborn')
  .step('copy', { title, cancellable: false, budgetSeconds: 600, run: copy })
`
