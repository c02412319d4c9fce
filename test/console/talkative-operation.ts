/** A recipe for tests of the console: writes more than is kept, fails once, then writes until a file is there. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../src/index.ts'

/** Each of its many steps writes so many lines, of which 1,000 are kept. */
const written = 1200

const talk = (name: string) => ({
  title: { 'en-us': `Talk ${name}`, 'zh-cn': `说话${name}` },
  run: async (context: { log(text: string): void }) => {
    for (let line = 1; line <= written; line++) context.log(`${name}: line ${line}`)
  },
})

const begun = defineOperation({
  name: 'test.talkative',
  version: 1,
  service: 'taurusdb',
  title: { 'en-us': 'Talkative', 'zh-cn': '健谈' },
  input: Type.Object({ file: Type.String() }),
  failures: {
    'DBS.1002': {
      message: { 'en-us': 'Nobody listens', 'zh-cn': '无人倾听' },
      remedy: { 'en-us': 'Retry.', 'zh-cn': '请重试。' },
    },
  },
  effects: {},
})

export const talkative = Array.from({ length: 20 }, (_, index) => `${index + 1}`)
  .reduce((operation, name) => operation.step(`talk_${name}`, talk(name)) as never, begun)
  .step('wait', {
    title: { 'en-us': 'Wait', 'zh-cn': '等待' },
    run: async context => {
      if (context.attempt === 1) throw operationFailure('DBS.1002')
      context.log('now somebody listens')
      for (let line = 1; !existsSync(context.input.file); line++) {
        context.cancelPoint()
        context.log(`waited ${line}`)
        await delay(100)
      }
    },
  })
