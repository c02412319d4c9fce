/** A recipe that does nothing: what is measured is everything around it. */
import { defineOperation, Type } from '../src/index.ts'

const title = { 'en-us': 'Nothing', 'zh-cn': '无操作' }

export const nothing = defineOperation({
  name: 'bench.nothing',
  version: 1,
  service: 'taurusdb',
  title,
  input: Type.Object({}, { additionalProperties: false }),
  failures: {},
  effects: {},
}).step('nothing', { title, run: async () => null })
