/** A recipe for tests of the console: it works on two instances as long as a file is there; then it fails, and so does its undo. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, otherInstanceReference } from '../../src/index.ts'

const title = { 'en-us': 'Copy', 'zh-cn': '复制' }

export const stuck = defineOperation({
  name: 'test.stuck',
  version: 1,
  service: 'taurusdb',
  title,
  input: {
    type: 'object',
    properties: { target: otherInstanceReference, file: { type: 'string' } },
    required: ['target', 'file'],
  },
  failures: {},
  effects: {
    fence: {
      title: { 'en-us': 'Writes refused', 'zh-cn': '拒绝写入' },
      lives: 'attempt',
      apply: async (input: null) => input,
      undo: async () => {
        throw new Error('the server is gone')
      },
    },
  },
}).step('copy', {
  title,
  run: async context => {
    await context.apply('fence', null)
    while (existsSync(context.input.file)) {
      context.cancelPoint()
      await delay(20)
    }
    throw new Error('it broke')
  },
})
