import type { WaitReason } from '../core/queue.ts'
import type { StallReason } from '../core/task.ts'
import type { Words } from '../core/words.ts'

/** What a pending task waits for. */
export const waitWords: { readonly [kind in WaitReason['kind']]: Words } = {
  time: { 'en-us': 'It begins at {until}.', 'zh-cn': '将于 {until} 开始。' },
  turn: {
    'en-us': 'Task {task} begins first on {instance}.',
    'zh-cn': '任务 {task} 先于它操作 {instance}。',
  },
  work: { 'en-us': 'Task {task} works on {instance}.', 'zh-cn': '任务 {task} 正在操作 {instance}。' },
  undo: {
    'en-us': 'Task {task} is over, and is still undoing on {instance} what may not be left behind.',
    'zh-cn': '任务 {task} 已结束，正在撤销其对 {instance} 的影响。',
  },
  retry: {
    'en-us': 'Task {task} tries again after a failure and keeps {instance}.',
    'zh-cn': '任务 {task} 失败后将重试，期间占用 {instance}。',
  },
  pause: {
    'en-us': 'Task {task} is paused and holds {instance}.',
    'zh-cn': '任务 {task} 已暂停并占用 {instance}。',
  },
  release: {
    'en-us': 'Task {task} has left something undone: an administrator has to release {instance}.',
    'zh-cn': '任务 {task} 有影响未能撤销：需由管理员释放 {instance}。',
  },
  worker: { 'en-us': 'It begins as soon as a worker is free.', 'zh-cn': '有空闲的工作进程时即开始。' },
}

/** That a step stands because a connection is lost which it can name. */
export const lostConnectionWords: Words = {
  'en-us': 'the connection to {about} is lost',
  'zh-cn': '与{about}的连接已断开',
}

/** Why a step may have stalled. */
export const stallWords: { readonly [reason in StallReason]: Words } = {
  no_units: { 'en-us': 'nothing has moved', 'zh-cn': '没有任何进展' },
  connection_lost: { 'en-us': 'the connection is lost', 'zh-cn': '连接已断开' },
  lag_grows: { 'en-us': 'more is written than it can follow', 'zh-cn': '写入速度超过追赶速度' },
  waiting_for_lock: { 'en-us': 'it waits for a lock', 'zh-cn': '正在等待锁' },
}

/** What a person can do about a step that has stalled. */
export const stallRemedyWords: { readonly [reason in StallReason]: Words } = {
  no_units: {
    'en-us': 'Look at its log and at the servers it works on; if nothing comes, cancel it.',
    'zh-cn': '请查看任务日志及其所操作的服务器；若仍无进展，请取消任务。',
  },
  connection_lost: {
    'en-us': 'See that its servers run and can be reached from here: it goes on once they answer.',
    'zh-cn': '请确认相关服务器正在运行且从此处可达：连接恢复后任务会继续。',
  },
  lag_grows: {
    'en-us': 'Have less written to the instance, or wait for a quieter hour.',
    'zh-cn': '请降低对该实例的写入量，或等待写入较少的时段。',
  },
  waiting_for_lock: {
    'en-us': 'Find who holds the lock on the server and have it ended, or wait.',
    'zh-cn': '请在服务器上找出持有锁的会话并结束它，或继续等待。',
  },
}
