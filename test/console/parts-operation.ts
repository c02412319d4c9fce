/** A recipe for tests of the console: a step of many parts, of which the last works until a file is there. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, Type } from '../../src/index.ts'

export const manyParts = defineOperation({
  name: 'test.parts',
  version: 1,
  service: 'taurusdb',
  title: { 'en-us': 'Many parts', 'zh-cn': '许多部分' },
  input: Type.Object({ parts: Type.Integer(), gate: Type.String() }),
  failures: {},
  effects: {},
}).step('spread', {
  title: { 'en-us': 'Spread', 'zh-cn': '分布' },
  run: async context => {
    const { parts, gate } = context.input
    const names = Array.from({ length: parts }, (_, index) => `part-${index + 1}`)
    await context.addSubSteps(
      names.map((name, index) => ({
        name,
        title: { 'en-us': `Part ${index + 1}`, 'zh-cn': `部分 ${index + 1}` },
        weight: 1,
      })),
    )
    await Promise.all(names.slice(0, -1).map(name => context.subStep(name, async () => null)))
    await context.subStep(names.at(-1)!, async () => {
      while (!existsSync(gate)) {
        context.cancelPoint()
        await delay(5)
      }
      return null
    })
  },
})
