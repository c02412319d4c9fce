/** A recipe for tests: its worker writes its pid to a file, again and again. */
import { appendFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, Type } from '../../src/index.ts'

const title = { 'en-us': 'Tick', 'zh-cn': '计数' }

export const tick = defineOperation({
  name: 'test.tick',
  version: 1,
  service: 'taurusdb',
  title,
  input: Type.Object({ file: Type.String(), ticks: Type.Integer() }),
  failures: {},
  effects: {},
}).step('tick', {
  title,
  unit: 'ticks',
  run: async context => {
    const { file, ticks } = context.input
    context.log(`ticks from ${context.checkpoint<number>() ?? 0}`)
    for (let done = context.checkpoint<number>() ?? 0; done < ticks; done++) {
      context.cancelPoint()
      appendFileSync(file, `${process.pid}\n`)
      await context.save(done + 1)
      context.report({ done: done + 1, total: ticks })
      await delay(10)
    }
  },
})
