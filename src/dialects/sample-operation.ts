import type { Instance } from '../core/instance.ts'
import { defineOperation } from '../core/operation.ts'
import type { Words } from '../core/words.ts'

const run = async () => null
/** A text in both languages. */
export const words = (english: string, chinese: string): Words => ({ 'en-us': english, 'zh-cn': chinese })

/** What the samples run: the two steps of the document's example, one that may not be cancelled, and what they say. */
export const sampleOperation = defineOperation({
  name: 'redis.sample',
  version: 3,
  service: 'dcs',
  title: words('Data migration', '数据迁移'),
  input: {
    type: 'object',
    properties: { target: { type: 'string', format: 'instance', title: words('Target', '目标实例') } },
  },
  details: { nodeId: words('Node', '节点') },
  failures: {
    'DCS.1014': {
      message: words('The target {address} is out of memory.', '目标 {address} 内存不足。'),
      remedy: words('Give it more memory and try again.', '请扩容后重试。'),
    },
  },
})
  .step('check', {
    title: words('Pre-check.', '前置检查'),
    weight: 10,
    run,
    subSteps: [
      { name: 'resources', title: words('Resource check.', '资源检查') },
      { name: 'status', title: words('Instance status check.', '实例状态检查') },
    ],
  })
  .step('migrate', {
    title: words('Data migration.', '数据迁移'),
    weight: 90,
    unit: 'keys',
    skippable: true,
    stopSeconds: 3,
    leaves: words('copied keys', '已复制的key'),
    run,
  })

const project = '0e1c9f3b5a7d4c2e8f6a1b3c5d7e9f01'

/** The instance the samples are done to. */
export const sampleInstance: Instance = {
  id: '5560df16-cebf-4473-95c4-d1b573c16e79',
  service: 'dcs',
  project,
  name: 'orders',
  enterpriseProject: null,
  tags: { team: 'shop' },
  endpoints: [{ host: '127.0.0.1', port: 6379 }],
  facts: { mode: 'standalone' },
  sealedAccess: 'sealed',
  former: null,
  switchHook: { program: '/bin/true', arguments: ['x'], timeoutSeconds: 5 },
  createdAt: Date.UTC(2022, 7, 1),
  updatedAt: Date.UTC(2022, 7, 2),
  revision: 2,
}
