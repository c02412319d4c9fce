import type { XStatic } from 'typebox/schema'
import type { StepContext } from '../../../core/step-context.ts'
import { instanceReference } from '../../define-operation.ts'
import type { effects } from './effects.ts'

/** What a migration is asked with; the source is the task's own instance. */
export const input = {
  type: 'object',
  properties: {
    target: {
      ...instanceReference,
      title: { 'en-us': 'Target', 'zh-cn': '目标实例' },
      description: { 'en-us': 'The instance to copy to.', 'zh-cn': '复制到的目标实例。' },
    },
    targetData: {
      enum: ['must_be_empty', 'replace'],
      default: 'must_be_empty',
      title: { 'en-us': 'Keys on the target', 'zh-cn': '目标端已有数据' },
      description: {
        'en-us': 'What the target may hold: nothing (default), or keys that are removed.',
        'zh-cn': '目标端可以有什么：为空（默认），或将被删除的key。',
      },
    },
    verify: {
      enum: ['sample', 'full'],
      default: 'sample',
      title: { 'en-us': 'Verification', 'zh-cn': '数据校验' },
      description: {
        'en-us': 'Compare some pages of keys (default) or every key.',
        'zh-cn': '抽样比对（默认）或比对全部key。',
      },
    },
    maximumKeysPerSecond: {
      type: 'integer',
      minimum: 1,
      title: { 'en-us': 'Most keys a second', 'zh-cn': '每秒最多key数' },
      description: {
        'en-us': 'Slows the full copy down, to be kinder to the source.',
        'zh-cn': '限制全量复制的速度，以减轻源端压力。',
      },
    },
    largestKeyMegabytes: {
      type: 'integer',
      minimum: 1,
      default: 100,
      title: { 'en-us': 'Largest key (MB)', 'zh-cn': '最大key（MB）' },
      description: {
        'en-us':
          'A larger one among 1,000 keys looked at on each server is refused: moving it would block the source.',
        'zh-cn': '在每台服务器上查看1,000个key，其中若有超过此大小的则拒绝：迁移它会阻塞源端。',
      },
    },
    writePauseMilliseconds: {
      type: 'integer',
      minimum: 50,
      maximum: 30_000,
      default: 2000,
      title: { 'en-us': 'Longest write pause (ms)', 'zh-cn': '写入最长暂停（毫秒）' },
      description: {
        'en-us': 'How long writes may be paused at cut-over before it is given up and tried again later.',
        'zh-cn': '割接时写入最多暂停多久，超过则放弃并稍后重试。',
      },
    },
  },
  required: ['target'],
  additionalProperties: false,
} as const
export type MigrateInput = XStatic<typeof input>

/** What a step of the migration sees. */
export type MigrateContext<Outputs = unknown> = StepContext<MigrateInput, Outputs, typeof effects>
