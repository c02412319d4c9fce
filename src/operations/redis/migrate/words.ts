import type { Words } from '../../../core/words.ts'

const words = (english: string, chinese: string): Words => ({ 'en-us': english, 'zh-cn': chinese })

/** What a person reads of a migration. The first steps are named as in the DCS documentation's own example. */
export const title = words('Data migration', '数据迁移')
export const description = words(
  'Copies every key of a Redis instance to another one while clients go on writing, then switches the instance to the new servers.',
  '在客户端持续写入的同时，将一个Redis实例的全部key复制到另一个实例，然后将实例切换到新的服务器。',
)

/** Titles of steps. */
export const steps = {
  preCheck: words('Pre-check.', '前置检查'),
  dataMigration: words('Data migration.', '数据迁移'),
  verify: words('Data verification.', '数据校验'),
  cutOver: words('Cut-over.', '割接'),
  resume: words('Resume operation.', '恢复运行'),
}

/** Titles of sub-steps. */
export const parts = {
  resourceCheck: words('Resource check.', '资源检查'),
  instanceStatusCheck: words('Instance status check.', '实例状态检查'),
  versionCheck: words('Version compatibility check.', '版本兼容性检查'),
  targetDataCheck: words('Target data check.', '目标数据检查'),
  largeKeyCheck: words('Large key check.', '大key检查'),
  resourceRequest: words('Resource request.', '申请资源'),
  pauseWrites: words('Pause writes.', '暂停写入'),
  drain: words('Drain.', '追平增量'),
  finalCheck: words('Final check.', '终检'),
  switchEndpoint: words('Switch endpoint.', '切换访问地址'),
  detachFeed: words('Detach feed.', '断开增量通道'),
  restoreSettings: words('Restore settings.', '恢复参数'),
}

/** How far the full or the incremental copy of a node is, as its sub-step's detail says. */
export const phase = {
  toStart: words('to start', '待开始'),
  inProgress: words('in progress', '迁移中'),
  finished: words('finish', '已完成'),
}

/** Titles of what steps tell in their detail. */
export const details = {
  nodeId: words('Node', '节点'),
  slotRange: words('Slots', '槽位范围'),
  fullMigration: words('Full copy', '全量迁移'),
  incrementalMigration: words('Changes since', '增量迁移'),
  writePauseMilliseconds: words('Writes paused for (ms)', '写入暂停时长（毫秒）'),
}

/** Titles of effects. */
export const effects = {
  writePause: words('Pause of writes on the source', '源端暂停写入'),
  refuseWrites: words('The old source refuses writes', '旧源端拒绝写入'),
  replicationSettings: words('Larger replication backlog on the source', '源端增大复制积压缓冲区'),
}

/** What stays when a migration is stopped. */
export const leaves = {
  copiedKeys: words('copied keys on the target', '目标端已复制的key'),
}
