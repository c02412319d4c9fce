/** A recipe for tests of the DCS wire: a resize that touches no server, fails if told to and may wait half-way for a file. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../../src/index.ts'

export const rehearseResize = defineOperation({
  name: 'redis.rehearse_resize',
  version: 1,
  service: 'dcs',
  jobName: 'ChangeInstanceSpec',
  title: { 'en-us': 'Specification change', 'zh-cn': '变更规格' },
  input: Type.Object(
    {
      // By the names that the page's `details` has, in our spelling.
      newCapacity: Type.String(),
      newReplicaNum: Type.Optional(Type.Integer({ minimum: 0 })),
      fails: Type.Optional(Type.Boolean()),
      // The change waits until this file is there; left out: it does not.
      waitsFor: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  failures: {
    'DCS.7001': {
      message: { 'en-us': 'A capacity of {capacity} GB is sold out.', 'zh-cn': '{capacity} GB 规格已售罄。' },
      remedy: { 'en-us': 'Choose another one.', 'zh-cn': '请选择其他规格。' },
    },
  },
})
  .step('pre_check', {
    title: { 'en-us': 'Pre-check.', 'zh-cn': '前置检查' },
    subSteps: [{ name: 'resources', title: { 'en-us': 'Resource check.', 'zh-cn': '资源检查' } }],
    retry: null,
    run: async context => {
      await context.subStep('resources', async () => {
        if (context.input.fails === true)
          throw operationFailure('DCS.7001', { capacity: context.input.newCapacity })
        return null
      })
    },
  })
  .step('change', {
    title: { 'en-us': 'Specification change.', 'zh-cn': '变更规格' },
    weight: 9,
    unit: 'parts',
    run: async context => {
      const mayGoOn = (file: string | undefined) => file === undefined || existsSync(file)
      context.report({ done: 1, total: 2 })
      while (!mayGoOn(context.input.waitsFor)) {
        context.cancelPoint()
        await delay(10)
      }
    },
  })
