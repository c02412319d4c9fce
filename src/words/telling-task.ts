import type { Words } from '../core/words.ts'

/** What is said about a task and its steps. */
export const taskWords = {
  'task.task': { 'en-us': 'task', 'zh-cn': '任务' },
  'task.instance': { 'en-us': 'instance', 'zh-cn': '实例' },
  'task.attempt': { 'en-us': 'attempt {number}', 'zh-cn': '第 {number} 次尝试' },
  'task.elapsed': { 'en-us': 'elapsed {duration}', 'zh-cn': '已用 {duration}' },
  'task.took': { 'en-us': 'took {duration}', 'zh-cn': '用时 {duration}' },
  'task.inAll': {
    'en-us': '{duration} ({total} in all attempts)',
    'zh-cn': '{duration}（所有尝试共 {total}）',
  },
  'task.begunAt': { 'en-us': 'first started', 'zh-cn': '首次开始' },
  'task.remaining': { 'en-us': 'about {duration} left', 'zh-cn': '约剩 {duration}' },
  'task.remainingUnknown': { 'en-us': 'remaining time not known yet', 'zh-cn': '剩余时间尚不可知' },
  'task.lag': { 'en-us': 'lag {amount}', 'zh-cn': '延迟 {amount}' },
  'task.rate': { 'en-us': '{amount}/s', 'zh-cn': '{amount}/秒' },
  'task.failedIn': {
    'en-us': '{code} in step {step}: {message}',
    'zh-cn': '步骤 {step} 失败（{code}）：{message}',
  },
  'task.failed': { 'en-us': '{code}: {message}', 'zh-cn': '{code}：{message}' },
  'task.remedy': { 'en-us': 'What to do: {remedy}', 'zh-cn': '处理建议：{remedy}' },
  'task.submittedAt': { 'en-us': 'submitted', 'zh-cn': '提交时间' },
  'task.startedAt': { 'en-us': 'started', 'zh-cn': '开始时间' },
  'task.endedAt': { 'en-us': 'ended', 'zh-cn': '结束时间' },
  'task.submittedBy': { 'en-us': 'submitted by', 'zh-cn': '提交者' },
  'task.why': { 'en-us': 'why', 'zh-cn': '原因' },
  'task.rescheduledBy': { 'en-us': 'due given by', 'zh-cn': '改期者' },
  'task.byAndWhy': { 'en-us': '{by}: {reason}', 'zh-cn': '{by}：{reason}' },
  'task.input': { 'en-us': 'input', 'zh-cn': '输入' },
  'task.priority': { 'en-us': 'priority', 'zh-cn': '优先级' },
  'task.urgent': { 'en-us': 'urgent', 'zh-cn': '紧急' },
  'task.dueAt': { 'en-us': 'due', 'zh-cn': '最早开始' },
  'task.worker': { 'en-us': 'worker', 'zh-cn': '工作进程' },
  'task.inPlace': { 'en-us': 'in place', 'zh-cn': '生效中' },
  'task.percent': { 'en-us': 'Progress: {percent} %', 'zh-cn': '进度：{percent} %' },
  'task.percentLeft': {
    'en-us': 'Progress: {percent} %, about {duration} left',
    'zh-cn': '进度：{percent} %，约剩 {duration}',
  },
  'task.timeZone': { 'en-us': 'time zone', 'zh-cn': '时区' },
  'task.timesIn': { 'en-us': 'Times in {zone}', 'zh-cn': '时区：{zone}' },
  'who.stepwell': { 'en-us': 'Stepwell itself', 'zh-cn': 'Stepwell 自身' },
  'who.worker': { 'en-us': 'worker {worker}', 'zh-cn': '工作进程 {worker}' },
  'who.byKey': { 'en-us': '{name} ({key})', 'zh-cn': '{name}（{key}）' },
  'task.more': { 'en-us': '… {count} more', 'zh-cn': '… 另有 {count} 项' },

  // In the place of a step's name.
  'logs.noStep': { 'en-us': '(after the steps)', 'zh-cn': '（步骤之后）' },
  'logs.attempt': { 'en-us': 'Attempt {number}:', 'zh-cn': '第 {number} 次尝试：' },
  'logs.gone': {
    'en-us': '… {count} lines of {step} are missing: no longer kept, or never stored.',
    'zh-cn': '… {step} 缺少 {count} 行日志：已不再保留或未能保存。',
  },
} satisfies Readonly<Record<string, Words>>

/** Units that operations count in; one that is not here is shown as the operation writes it. */
export const unitWords: Readonly<Record<string, Words>> = {
  keys: { 'en-us': 'keys', 'zh-cn': '个key' },
  slots: { 'en-us': 'slots', 'zh-cn': '个槽位' },
  checks: { 'en-us': 'checks', 'zh-cn': '项检查' },
  nodes: { 'en-us': 'nodes', 'zh-cn': '个节点' },
  rows: { 'en-us': 'rows', 'zh-cn': '行' },
  partitions: { 'en-us': 'partitions', 'zh-cn': '个分区' },
  steps: { 'en-us': 'steps', 'zh-cn': '步' },
  items: { 'en-us': 'items', 'zh-cn': '项' },
  files: { 'en-us': 'files', 'zh-cn': '个文件' },
}
