/** A recipe that runs until it is told to stop, with an effect to undo: what is measured is everything around it. */
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, Type, type EffectDefinition } from '../src/index.ts'

const title = { 'en-us': 'Until told', 'zh-cn': '直到要求停止' }

const mark: EffectDefinition<null, null> = {
  lives: 'attempt',
  title,
  apply: async () => null,
  undo: async () => {},
}

export const wait = defineOperation({
  name: 'bench.wait',
  version: 1,
  service: 'taurusdb',
  title,
  input: Type.Object({ cancelPointMilliseconds: Type.Integer({ minimum: 1 }) }),
  failures: {},
  effects: { mark },
}).step('wait', {
  title,
  unit: 'looks',
  run: async context => {
    await context.apply('mark', null)
    for (let done = 1; ; done++) {
      context.cancelPoint()
      context.report({ done })
      await delay(context.input.cancelPointMilliseconds)
    }
  },
})
