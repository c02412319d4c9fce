import type { FailureWords } from '../../../core/failure.ts'

const failure = (
  message: readonly [english: string, chinese: string],
  remedy: readonly [english: string, chinese: string],
  retryable = false,
): FailureWords => ({
  message: { 'en-us': message[0], 'zh-cn': message[1] },
  remedy: { 'en-us': remedy[0], 'zh-cn': remedy[1] },
  retryable,
})

/**
 * What may go wrong with a migration. Numbers are ours, from DCS.5101 on: DCS.1001–1004 and the 4000s of the prototypes are
 * taken by the service's own errors (wire-spec §4.3, §5).
 */
export const failures = {
  'DCS.5101': failure(
    ['{address} cannot be reached: {why}', '无法连接 {address}：{why}'],
    [
      'Check that the server runs and that its address and password are right, then retry.',
      '请确认服务器正在运行且地址和密码正确，然后重试。',
    ],
    true,
  ),
  'DCS.5102': failure(
    ['{address} is a replica, not a master', '{address} 是副本，不是主节点'],
    ['Register the master and submit again.', '请登记主节点后重新提交。'],
  ),
  'DCS.5103': failure(
    ['The source uses databases other than 0: {databases}', '源端使用了0以外的数据库：{databases}'],
    [
      'A cluster has database 0 only: move or remove the others first.',
      '集群只有0号数据库：请先迁走或删除其他数据库。',
    ],
  ),
  'DCS.5104': failure(
    ['The cluster of {instance} does not serve all 16384 slots', '{instance} 的集群未覆盖全部16384个槽位'],
    ['Repair the cluster until cluster_state is ok, then retry.', '请修复集群，待cluster_state为ok后重试。'],
  ),
  'DCS.5105': failure(
    [
      '{address} ({targetVersion}) does not understand what {sourceVersion} dumps',
      '{address}（{targetVersion}）无法识别 {sourceVersion} 导出的数据',
    ],
    [
      'Use a target of the same or a newer version of the same product.',
      '请使用相同产品的相同或更高版本作为目标端。',
    ],
  ),
  'DCS.5106': failure(
    [
      'The target has room for {available} bytes, {needed} are needed',
      '目标端可用 {available} 字节，需要 {needed} 字节',
    ],
    ['Raise maxmemory of the target or choose a larger one.', '请调大目标端maxmemory或选择更大的实例。'],
  ),
  'DCS.5107': failure(
    ['The target holds keys already: {keys}', '目标端已有 {keys} 个key'],
    [
      'Empty the target and retry; or submit a new task with “Keys on the target” (targetData) set to “replace”, which removes what it holds.',
      '请清空目标端后重试；或提交新任务，将“目标端已有数据”（targetData）设为“replace”以删除其中的数据。',
    ],
  ),
  'DCS.5108': failure(
    [
      'The key {key} takes {megabytes} MB; moving it would block the source',
      'key {key} 占用 {megabytes} MB，迁移时会阻塞源端',
    ],
    [
      'Split the key and retry; or submit a new task with a higher “Largest key (MB)” (largestKeyMegabytes).',
      '请拆分该key后重试；或提交新任务，调大“最大key（MB）”（largestKeyMegabytes）。',
    ],
  ),
  'DCS.5109': failure(
    ['Slots of {instance} are being moved: {slots}', '{instance} 正在迁移槽位：{slots}'],
    ['Finish or undo the resharding, then retry.', '请完成或撤销槽位迁移，然后重试。'],
  ),
  'DCS.5110': failure(
    [
      'The source fell from {before} to {now} keys and the history of its changes is lost: it may have come back empty',
      '源端key数量从 {before} 降到 {now} 且变更历史已丢失：可能是空数据重启',
    ],
    [
      'Look at the source. The target still has the data. If the source is right, submit a new migration.',
      '请检查源端。目标端数据仍在。若源端数据无误，请提交新的迁移任务。',
    ],
  ),
  'DCS.5111': failure(
    ['{address} refuses to be followed: {why}', '{address} 拒绝建立增量通道：{why}'],
    ['Allow PSYNC and REPLCONF for the user of the source.', '请为源端用户放开PSYNC和REPLCONF权限。'],
  ),
  'DCS.5112': failure(
    ['{address} did not begin to send its changes in time', '{address} 未能及时开始发送变更'],
    [
      'Look whether the source can fork (memory, disk), then retry.',
      '请检查源端能否fork（内存、磁盘），然后重试。',
    ],
    true,
  ),
  'DCS.5114': failure(
    ['{address} refused a key: {why}', '{address} 拒绝写入key：{why}'],
    ['Give the target more memory, then retry.', '请为目标端增加内存后重试。'],
  ),
  'DCS.5116': failure(
    [
      'The source is written faster than it can be copied; keys behind: {keys}',
      '源端写入速度超过复制速度：落后 {keys} 个key',
    ],
    [
      'Retry when fewer writes go on. A new task without “Most keys a second” (maximumKeysPerSecond) copies faster; it needs “Keys on the target” (targetData) set to “replace”.',
      '请在写入较少时重试。不设“每秒最多key数”（maximumKeysPerSecond）的新任务复制更快，但须将“目标端已有数据”（targetData）设为“replace”。',
    ],
    true,
  ),
  'DCS.5117': failure(
    ['The slots of {instance} were moved while it was copied', '复制期间 {instance} 的槽位发生了迁移'],
    [
      'Stop resharding and submit a new task with “Keys on the target” (targetData) set to “replace”.',
      '请停止槽位迁移，然后提交新任务，并将“目标端已有数据”（targetData）设为“replace”。',
    ],
  ),
  'DCS.5118': failure(
    ['Source and target are the same server: {address}', '源端和目标端是同一服务器：{address}'],
    ['Choose another target.', '请选择其他目标端。'],
  ),
  'DCS.5119': failure(
    ['{address} runs {version}; 7.0 or later is needed', '{address} 的版本为 {version}，需要7.0或更高版本'],
    ['Upgrade it first.', '请先升级。'],
  ),
  'DCS.5120': failure(
    [
      'Keys that differ: {different}; missing on the target: {missing}; for instance {examples}',
      '目标端有 {different} 个key不一致、{missing} 个缺失，例如 {examples}',
    ],
    [
      'Is something else writing to the target? Stop it and retry.',
      '是否有其他程序在写目标端？请停止后重试。',
    ],
  ),
  'DCS.5122': failure(
    [
      '{address} evicts keys when it is full (maxmemory-policy {policy})',
      '{address} 内存满时会淘汰key（maxmemory-policy为 {policy}）',
    ],
    ['Set maxmemory-policy to noeviction on the target.', '请将目标端maxmemory-policy设为noeviction。'],
  ),
  'DCS.5123': failure(
    [
      'The clock of {address} is {seconds} s away from the source’s: keys would expire at the wrong time',
      '{address} 的时钟与源端相差 {seconds} 秒：key会在错误的时间过期',
    ],
    ['Set both clocks right.', '请校准两端时钟。'],
  ),
  'DCS.5124': failure(
    [
      '{address} refuses writes: an earlier migration has moved an instance away from it',
      '{address} 拒绝写入：此前的迁移已将实例从该服务器迁走',
    ],
    [
      'If nobody needs it as it is: CONFIG SET min-replicas-to-write 0, then CONFIG REWRITE where it has a configuration file, and retry.',
      '如不再需要保持现状，请执行 CONFIG SET min-replicas-to-write 0，有配置文件的再执行 CONFIG REWRITE，然后重试。',
    ],
  ),
  'DCS.5125': failure(
    ['{address} does not allow a command that is needed: {why}', '{address} 不允许所需的命令：{why}'],
    [
      'Give the user the rights to read, write, CLIENT, CONFIG, INFO and CLUSTER, then retry.',
      '请为该用户授予读写以及CLIENT、CONFIG、INFO、CLUSTER命令的权限，然后重试。',
    ],
  ),
  'DCS.5126': failure(
    [
      'The servers of {target} are also those of {others}, whose keys would be replaced',
      '{target} 的服务器同时属于 {others}，其数据会被覆盖',
    ],
    [
      'Take the name that is not needed any more out of the registry and retry, or submit a new task with another target.',
      '请从登记中移除不再需要的名称后重试，或选择其他目标端提交新任务。',
    ],
  ),
  'DCS.5130': failure(
    [
      'The last changes could not be copied within {milliseconds} ms of paused writes, {attempts} times',
      '在暂停写入的 {milliseconds} 毫秒内未能追平增量，已尝试 {attempts} 次',
    ],
    [
      'Nothing was switched. Retry when fewer writes go on. A new task with a higher “Longest write pause (ms)” (writePauseMilliseconds) needs “Keys on the target” (targetData) set to “replace”.',
      '未发生切换。请在写入较少时重试。若以更大的“写入最长暂停（毫秒）”（writePauseMilliseconds）提交新任务，须将“目标端已有数据”（targetData）设为“replace”。',
    ],
  ),
  'DCS.5131': failure(
    ['The switch hook {program} failed: {why}', '切换钩子 {program} 失败：{why}'],
    [
      'Nothing was switched and writes go on at the source. Mend the program, then retry.',
      '未发生切换，源端恢复写入。请修复该程序后重试。',
    ],
  ),
} satisfies { readonly [code: string]: FailureWords }
