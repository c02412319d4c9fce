import type { Words } from '../core/words.ts'

/** What is said about instances and operations. */
export const registryWords = {
  'fact.mode': { 'en-us': 'mode', 'zh-cn': '模式' },
  'fact.version': { 'en-us': 'version', 'zh-cn': '版本' },
  'fact.flavour': { 'en-us': 'flavour', 'zh-cn': '类型' },
  'fact.nodes': { 'en-us': 'nodes', 'zh-cn': '节点数' },
  'fact.masters': { 'en-us': 'masters', 'zh-cn': '主节点数' },
  'fact.replicas': { 'en-us': 'replicas', 'zh-cn': '副本数' },
  'fact.keyCount': { 'en-us': 'keys', 'zh-cn': 'key数量' },
  'fact.keys': { 'en-us': 'keys', 'zh-cn': 'key数量' },
  'fact.usedMemoryBytes': { 'en-us': 'memory used', 'zh-cn': '已用内存' },

  'instance.notProbed': {
    'en-us': 'It was not probed: nothing here can look into this service yet.',
    'zh-cn': '未进行探测：目前尚无法探测该服务。',
  },

  'operations.version': { 'en-us': 'version {version}', 'zh-cn': '版本 {version}' },
  'operations.required': { 'en-us': 'required', 'zh-cn': '必填' },
  'operations.default': { 'en-us': 'default {value}', 'zh-cn': '默认 {value}' },
  'operations.anInstance': { 'en-us': 'an instance', 'zh-cn': '实例' },
  'operations.notCancellable': { 'en-us': 'cannot be cancelled once begun', 'zh-cn': '开始后不可取消' },
} satisfies Readonly<Record<string, Words>>
