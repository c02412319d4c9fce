/** A recipe for tests: it does what its input names, also what a recipe should not. */
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../src/index.ts'

const title = { 'en-us': 'Act', 'zh-cn': '执行' }
const broken = { message: title, remedy: title, retryable: true }

export const odd = defineOperation({
  name: 'test.odd',
  version: 1,
  service: 'taurusdb',
  title,
  input: Type.Object({
    what: Type.Enum(['succeed', 'fail', 'throw', 'die', 'wait']),
    file: Type.String(),
  }),
  failures: { 'DBS.1001': broken },
})
  .step('begin', { title, run: async () => {} })
  .step('act', {
    title,
    retry: { times: 1, firstDelaySeconds: 1, longestDelaySeconds: 1 },
    subSteps: [{ name: 'part', title }],
    run: async context => {
      const { what, file } = context.input
      const secret = process.env['TEST_SECRET'] ?? '-'
      context.log(`connects to mysql://root:${secret}@10.0.0.5:3306, password=${secret}`)
      await context.subStep('part', async () => null)
      if (what === 'fail') throw operationFailure('DBS.1001')
      if (what === 'throw')
        throw new Error(`Access denied: {"password":"${secret}"} at redis://x:${secret}@h`)
      if (what === 'die' && !existsSync(file)) {
        writeFileSync(file, '')
        process.kill(process.pid, 'SIGKILL')
      }
      if (what !== 'wait') return
      for (;;) {
        context.cancelPoint()
        await delay(10)
      }
    },
  })
