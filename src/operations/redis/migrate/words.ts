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

/** What a pause costs: the source keeps so much of its history for who comes back. */
export const pauseCosts = words(
  'If more than 64 MB are written to a source server meanwhile, or it is restarted, all its keys are copied again.',
  '若在此期间写入某个源端服务器的数据超过64 MB，或该服务器重启，其全部key将重新复制。',
)

/** A server by its side, as what a step waits for. */
export const serverWords = {
  source: words('the source {address}', '源端 {address}'),
  target: words('the target {address}', '目标端 {address}'),
}

/** Why all keys of a server are copied again; the percent of a task never falls within an attempt. */
const again = words(
  'All keys of {address} are copied again; the percent of the task stays where it is until it is overtaken.',
  '{address} 的全部key将重新复制；任务的百分比保持不变，直到被超过。',
)
const because = (english: string, chinese: string): Words => ({
  'en-us': `${english} ${again['en-us']}`,
  'zh-cn': `${chinese}${again['zh-cn']}`,
})

/** What is said of a copy that begins anew. */
export const copiedAgain = {
  targetRestarted: because(
    'A server of the target was restarted, and may have lost what had been copied to it.',
    '目标端有服务器重启，已复制的数据可能丢失。',
  ),
  sourceRestarted: because(
    '{address} was restarted, and what was written to it meanwhile is not known.',
    '{address} 已重启，期间写入的内容无从得知。',
  ),
  unreadable: because(
    'What {address} sent of its changes could not be read.',
    '无法读取 {address} 发送的变更。',
  ),
  historyOverrun: because(
    'While nobody followed {address}, as in a pause, more was written to it than it keeps to be caught up.',
    '在无人跟踪 {address} 期间（例如暂停时），写入量超过了其可供追赶的历史。',
  ),
}

/** What came of a migration. */
export const outcome = {
  copied: words(
    'Copied: {keys} keys, of which {compared} were compared. Writes were paused for {milliseconds} ms.',
    '已复制 {keys} 个key，其中比对 {compared} 个。写入暂停了 {milliseconds} 毫秒。',
  ),
  copiedUnmeasured: words(
    'Copied: {keys} keys, of which {compared} were compared. How long writes were paused is not known: a worker died in the switch.',
    '已复制 {keys} 个key，其中比对 {compared} 个。写入暂停时长未知：切换时工作进程终止。',
  ),
  refusesForGood: words(
    'The old source {address} refuses writes, also after a restart.',
    '旧源端 {address} 拒绝写入，重启后依然如此。',
  ),
  refusesUntilRestart: words(
    'The old source {address} refuses writes until it is restarted, because it has no configuration file: shut it down before somebody does.',
    '旧源端 {address} 拒绝写入，但仅到其重启为止（没有配置文件）：请在有人重启之前将其关闭。',
  ),
  notAsked: words(
    'The old source {address} did not answer: it may take writes when it comes back. Shut it down.',
    '旧源端 {address} 没有应答：恢复后可能接受写入。请将其关闭。',
  ),
  oneServer: words(
    '{source} and {target} both lead to {addresses} now. Take the name that is not needed any more out of the registry.',
    '{source} 和 {target} 现在都指向 {addresses}。请从登记中移除不再需要的名称。',
  ),
}

/** What stays when a migration is stopped. */
export const leaves = {
  copiedKeys: words('copied keys on the target', '目标端已复制的key'),
}
