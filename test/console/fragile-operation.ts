/** A recipe for tests of the console: its second step fails as long as a file is there. */
import { existsSync } from 'node:fs'
import { defineOperation, operationFailure, Type } from '../../src/index.ts'

export const fragile = defineOperation({
  name: 'test.fragile',
  version: 1,
  service: 'taurusdb',
  title: { 'en-us': 'Fragile', 'zh-cn': '易碎' },
  input: Type.Object({ obstacle: Type.String() }),
  failures: {
    'DBS.1001': {
      message: { 'en-us': 'The obstacle {file} is in the way', 'zh-cn': '障碍 {file} 挡路' },
      remedy: { 'en-us': 'Take it away and retry.', 'zh-cn': '请移除后重试。' },
    },
  },
  effects: {},
})
  .step('prepare', {
    title: { 'en-us': 'Prepare', 'zh-cn': '准备' },
    run: async context => context.log('prepared'),
  })
  .step('cross', {
    title: { 'en-us': 'Cross', 'zh-cn': '通过' },
    run: async context => {
      const { obstacle } = context.input
      if (existsSync(obstacle)) throw operationFailure('DBS.1001', { file: obstacle })
    },
  })
