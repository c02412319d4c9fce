/** A recipe for tests of the console: it waits for a file, writes a last line, and ends. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, Type } from '../../src/index.ts'

const title = { 'en-us': 'Last words', 'zh-cn': '遗言' }

export const lastWords = defineOperation({
  name: 'test.last_words',
  version: 1,
  service: 'taurusdb',
  title,
  input: Type.Object({ file: Type.String() }),
  failures: {},
  effects: {},
}).step('wait', {
  title: { 'en-us': 'Wait', 'zh-cn': '等待' },
  run: async context => {
    context.log('the first line')
    while (!existsSync(context.input.file)) {
      context.cancelPoint()
      await delay(10)
    }
    context.log('the last line')
  },
})
