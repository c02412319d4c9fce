import type { Words } from '../core/words.ts'

/** What is said about what holds a task up, beyond its status. */
export const stateWords = {
  'state.stalled': {
    'en-us': 'Step {step} has not moved since {at} ({duration}): {reason}.',
    'zh-cn': '步骤 {step} 自 {at} 起没有进展（已 {duration}）：{reason}。',
  },
  'state.paused': {
    'en-us': 'Paused since {at} ({duration}).',
    'zh-cn': '自 {at} 起暂停（已 {duration}）。',
  },
  'state.locked': { 'en-us': 'The instance stays locked.', 'zh-cn': '实例保持锁定。' },
  'state.inPlace': { 'en-us': 'In place: {effects}.', 'zh-cn': '仍生效：{effects}。' },
  'state.retryAt': {
    'en-us': 'Attempt {number} begins by itself at {at} (in {duration}).',
    'zh-cn': '第 {number} 次尝试将于 {at} 自动开始（{duration}后）。',
  },
  'state.triesAgain': {
    'en-us': 'Attempt {number} tries by itself what failed before.',
    'zh-cn': '第 {number} 次尝试正在自动重试此前失败的步骤。',
  },
  'state.retriesLeft': {
    'en-us': 'Tries left, should that fail too: {left}.',
    'zh-cn': '若再次失败，剩余自动重试次数：{left}。',
  },
  'state.retrySoon': {
    'en-us': 'Attempt {number} begins as soon as a worker is free.',
    'zh-cn': '有空闲的工作进程时即开始第 {number} 次尝试。',
  },
  'state.notDue': {
    'en-us': 'It begins at {at} (in {duration}) or later, and holds no place in the queue until then.',
    'zh-cn': '最早于 {at} 开始（{duration}后），在此之前不占队列位置。',
  },
  'state.place': {
    'en-us': 'It is {place} in the queue.',
    'zh-cn': '在队列中排第 {place} 位。',
  },
  'state.predictedStart': {
    'en-us': 'It should begin about {at} (in {duration}).',
    'zh-cn': '预计于 {at} 开始（{duration}后）。',
  },
  'state.undoFailed': {
    'en-us':
      'Could not be undone: {effects}. The instance stays locked until it is undone by hand and an administrator releases it.',
    'zh-cn': '未能撤销：{effects}。实例保持锁定，须手动撤销后由管理员释放。',
  },
  'state.kept': {
    'en-us': 'Kept for a retry until {at} ({duration} left), then undone: {effects}.',
    'zh-cn': '为重试保留至 {at}（剩余 {duration}），之后撤销：{effects}。',
  },
  'state.left': { 'en-us': 'It leaves behind: {leaves}.', 'zh-cn': '遗留（不会自动清除）：{leaves}。' },
  'state.suspect': {
    'en-us':
      'Its worker ended, or was killed, in the middle of this step, so it runs in a process of its own now. It has ended there {deaths} times; at the third the step fails.',
    'zh-cn':
      '工作进程在执行本步骤时终止（或被终止），任务现单独运行。单独运行时已终止 {deaths} 次；第三次时步骤将失败。',
  },
  'state.warning': { 'en-us': 'Step {step}, at {at}: {text}', 'zh-cn': '步骤 {step}，{at}：{text}' },
  'state.superseded': {
    'en-us': 'It cannot be retried: task {task} has worked on its instance since. Submit a new one.',
    'zh-cn': '不能重试：此后任务 {task} 操作过其实例。请提交新任务。',
  },
  'state.inPlaceUntil': {
    'en-us':
      'In place until {at} ({duration} left), then undone; cancel it to have that done now: {effects}.',
    'zh-cn': '保留至 {at}（剩余 {duration}），之后撤销；取消任务可立即撤销：{effects}。',
  },
  'state.givenUp': {
    'en-us': 'Kept for a retry until now, and being undone: {effects}.',
    'zh-cn': '不再为重试保留，正在撤销：{effects}。',
  },

  'asked.cancel': {
    'en-us': '{by} asked at {at} ({duration} ago) to cancel it.',
    'zh-cn': '{by} 于 {at}（{duration}前）要求取消该任务。',
  },
  'asked.cancelBecause': {
    'en-us': '{by} asked at {at} ({duration} ago) to cancel it: {reason}',
    'zh-cn': '{by} 于 {at}（{duration}前）要求取消该任务：{reason}',
  },
  'asked.pause': {
    'en-us': '{by} asked at {at} ({duration} ago) to pause it.',
    'zh-cn': '{by} 于 {at}（{duration}前）要求暂停该任务。',
  },
  'asked.pauseBecause': {
    'en-us': '{by} asked at {at} ({duration} ago) to pause it: {reason}',
    'zh-cn': '{by} 于 {at}（{duration}前）要求暂停该任务：{reason}',
  },
  'asked.pauseOver': {
    'en-us': 'Its pause was over at {at} ({duration} ago): it is cancelled, as was asked with the pause.',
    'zh-cn': '暂停已于 {at}（{duration}前）到期：按暂停时的要求取消任务。',
  },

  'stop.cancelPoint': {
    'en-us': 'It stops at the next cancel point of step {step}, within {seconds} s.',
    'zh-cn': '将在步骤 {step} 的下一个可取消点停止，{seconds} 秒以内。',
  },
  'stop.stepEnd': {
    'en-us': 'Step {step} may not be stopped: it goes on to its end first.',
    'zh-cn': '步骤 {step} 不可中止：将先执行完毕。',
  },
  'stop.tooLate': {
    'en-us':
      'Step {step} and all behind it may not be stopped: the task will probably end as if nobody had asked.',
    'zh-cn': '步骤 {step} 及其后的步骤均不可中止：任务很可能照常结束。',
  },
  'stop.deadline': {
    'en-us': 'It has to end by {at} (in {duration}).',
    'zh-cn': '它最迟应于 {at} 结束（{duration}后）。',
  },
  'stop.claim': {
    'en-us': 'It stops as soon as a worker takes it.',
    'zh-cn': '待工作进程接手后即停止。',
  },
  'stop.border': { 'en-us': 'It stops in a moment.', 'zh-cn': '即将停止。' },

  'pauseLimit.none': {
    'en-us': 'It stays paused until somebody resumes it.',
    'zh-cn': '在有人继续之前将一直暂停。',
  },
  'pauseLimit.resume': {
    'en-us': 'It goes on by itself at {at} (in {duration}).',
    'zh-cn': '将于 {at} 自动继续（{duration}后）。',
  },
  'pauseLimit.cancel': {
    'en-us': 'It is cancelled at {at} (in {duration}) unless somebody resumes it.',
    'zh-cn': '若无人继续，将于 {at} 取消（{duration}后）。',
  },

  'report.actions': {
    'en-us': 'May be done now: stepwell ACTION {task}',
    'zh-cn': '当前可执行的操作：stepwell ACTION {task}',
  },
  'report.noActions': { 'en-us': 'Nothing may be done to it now.', 'zh-cn': '当前没有可执行的操作。' },
  'report.forbiddenActions': {
    'en-us':
      'Not allowed to you, but possible now: {actions}. An administrator can do it, or allow it to you.',
    'zh-cn': '当前可执行但您无权执行：{actions}。可由管理员执行，或由管理员授权。',
  },
  'report.attempts': { 'en-us': 'Earlier attempts:', 'zh-cn': '此前的尝试：' },
  'report.attempt': { 'en-us': '{status} {at}', 'zh-cn': '{status}，{at}' },
  'report.attemptAfter': {
    'en-us': '{status} {at}, after {duration}',
    'zh-cn': '{status}，{at}，用时 {duration}',
  },
} satisfies Readonly<Record<string, Words>>
