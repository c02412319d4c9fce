/** A recipe for tests of the console: it walks until it may go on, and then cannot cross as long as a file is there. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../src/index.ts'

export const halting = defineOperation({
  name: 'test.halting',
  version: 1,
  service: 'taurusdb',
  title: { 'en-us': 'Halting', 'zh-cn': '停走' },
  input: Type.Object({ gate: Type.String(), obstacle: Type.String() }),
  failures: {
    'DBS.1002': {
      message: { 'en-us': 'The obstacle {file} is in the way', 'zh-cn': '障碍 {file} 挡路' },
      remedy: { 'en-us': 'Take it away and retry.', 'zh-cn': '请移除后重试。' },
    },
  },
  effects: {},
})
  .step('walk', {
    title: { 'en-us': 'Walk', 'zh-cn': '行走' },
    run: async context => {
      while (!existsSync(context.input.gate)) {
        context.cancelPoint()
        await delay(5)
      }
    },
  })
  .step('cross', {
    title: { 'en-us': 'Cross', 'zh-cn': '通过' },
    run: async context => {
      const { obstacle } = context.input
      if (existsSync(obstacle)) throw operationFailure('DBS.1002', { file: obstacle })
    },
  })
