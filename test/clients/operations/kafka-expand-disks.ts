/** A recipe for tests of the DMS wire: disks that grow by 100 GB at a time, up to a size, and may wait half-way for a file. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../../src/index.ts'

const gigabytesAtOnce = 100

export const expandDisks = defineOperation({
  name: 'kafka.expand_disks',
  version: 1,
  service: 'dms',
  jobName: 'kafkaDiskExpansion',
  title: { 'en-us': 'Disk expansion', 'zh-cn': '磁盘扩容' },
  // Named as the service names them: they are the `params` of the task.
  input: Type.Object({
    new_storage_space: Type.Integer({ minimum: 1 }),
    // The second half waits until this file is there; left out: it does not.
    waits_for: Type.Optional(Type.String()),
  }),
  failures: {
    'DMS.5001': {
      message: {
        'en-us': '{space} GB is not a multiple of 100 GB',
        'zh-cn': '{space} GB 不是 100 GB 的整数倍',
      },
      remedy: { 'en-us': 'Choose another size.', 'zh-cn': '请选择其他容量。' },
    },
  },
  effects: {},
})
  .step('pre_check', {
    title: { 'en-us': 'Pre-check', 'zh-cn': '前置检查' },
    weight: 10,
    retry: null,
    run: async ({ input: { new_storage_space: space } }) => {
      if (space % gigabytesAtOnce > 0) throw operationFailure('DMS.5001', { space })
    },
  })
  .step('disk_expansion', {
    title: { 'en-us': 'Disk expansion', 'zh-cn': '磁盘扩容' },
    weight: 90,
    unit: 'GB',
    run: async context => {
      const { new_storage_space: total, waits_for: file } = context.input
      const mayGoOn = (done: number) => file === undefined || done < total / 2 || existsSync(file)
      for (let done = context.checkpoint<number>() ?? 0; done < total; done += gigabytesAtOnce) {
        while (!mayGoOn(done)) {
          context.cancelPoint()
          await delay(10)
        }
        await context.save(done + gigabytesAtOnce)
        context.report({ done: done + gigabytesAtOnce, total })
      }
    },
  })
