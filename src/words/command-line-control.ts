import type { Words } from '../core/words.ts'

/** The commands that ask something of a task: their help, and what they say happens next. */
export const commandLineControlWords = {
  'help.cancel': {
    'en-us': 'ask a task to stop, and undo what it has in place',
    'zh-cn': '取消任务并撤销其影响',
  },
  'help.cancel.wait': { 'en-us': 'watch it until it has stopped', 'zh-cn': '等待直至停止' },
  'help.pause': {
    'en-us': 'let a task stand still; it keeps its instance and checkpoints',
    'zh-cn': '暂停任务，保留实例和检查点',
  },
  'help.pause.until': {
    'en-us': 'not longer than to this moment, as in 2026-06-17T22:00:00Z',
    'zh-cn': '最晚暂停到该时刻，如 2026-06-17T22:00:00Z',
  },
  'help.pause.for': {
    'en-us': 'not longer than this, as in 30m or 1h30m',
    'zh-cn': '最长暂停时间，如 30m 或 1h30m',
  },
  'help.pause.then': {
    'en-us': 'what happens then; left out: resume',
    'zh-cn': '到期后的处理，默认 resume',
  },
  'help.pause.wait': { 'en-us': 'watch it until it is paused', 'zh-cn': '等待直至暂停' },
  'help.resume': { 'en-us': 'let a paused task go on', 'zh-cn': '继续已暂停的任务' },
  'help.retry': {
    'en-us': 'try a failed task again, from the step that failed',
    'zh-cn': '从失败步骤起重试任务',
  },
  'help.skip': {
    'en-us': 'go on without the step that failed, where its operation can',
    'zh-cn': '跳过失败步骤继续（若操作允许）',
  },
  'help.release': {
    'en-us': 'free the instance of a task whose undo failed; undo by hand first',
    'zh-cn': '释放撤销失败的任务所占实例，请先手动撤销',
  },
  'help.reschedule': {
    'en-us': 'give a task that has not begun another time',
    'zh-cn': '为尚未开始的任务改期',
  },
  'help.reschedule.at': {
    'en-us': 'not to begin before, as in 2026-06-17T22:00:00Z',
    'zh-cn': '最早开始时间，如 2026-06-17T22:00:00Z',
  },
  'help.delete': {
    'en-us': 'take a task that is over out of all lists',
    'zh-cn': '从所有列表中删除已结束的任务',
  },
  'help.watchToEnd': { 'en-us': 'watch it to its end', 'zh-cn': '查看直至结束' },

  'cancel.asked': { 'en-us': 'Asked task {task} to stop.', 'zh-cn': '已请求取消任务 {task}。' },
  'cancel.done': { 'en-us': 'Task {task} is cancelled.', 'zh-cn': '任务 {task} 已取消。' },
  'cancel.givenUp': {
    'en-us': 'Task {task} stays failed; what it kept for a retry is undone now.',
    'zh-cn': '任务 {task} 保持失败状态；现在撤销其为重试保留的内容。',
  },
  'pause.asked': { 'en-us': 'Asked task {task} to pause.', 'zh-cn': '已请求暂停任务 {task}。' },
  'pause.done': { 'en-us': 'Task {task} is paused.', 'zh-cn': '任务 {task} 已暂停。' },
  'pause.next': {
    'en-us': 'Let it go on: stepwell resume {task}',
    'zh-cn': '继续执行：stepwell resume {task}',
  },
  'resume.done': {
    'en-us': 'Task {task} goes on with step {step}.',
    'zh-cn': '任务 {task} 从步骤 {step} 继续。',
  },
  'retry.done': {
    'en-us': 'Attempt {number} of task {task} begins with step {step}.',
    'zh-cn': '任务 {task} 的第 {number} 次尝试从步骤 {step} 开始。',
  },
  'retry.noStepLeft': {
    'en-us': 'Attempt {number} of task {task} has no step left: it ends as soon as a worker takes it.',
    'zh-cn': '任务 {task} 的第 {number} 次尝试已无剩余步骤：待工作进程接手后即结束。',
  },
  'release.done': {
    'en-us': 'Instance {instance} is free; what could not be undone stays on its servers as it is.',
    'zh-cn': '实例 {instance} 已释放；未能撤销的内容在其服务器上保持原样。',
  },
  'release.soon': {
    'en-us': 'Instance {instance} is free as soon as the rest is undone.',
    'zh-cn': '其余内容撤销后，实例 {instance} 即被释放。',
  },
  'reschedule.later': {
    'en-us': 'Task {task} begins at {at} (in {duration}), or when its turn comes after that.',
    'zh-cn': '任务 {task} 将于 {at}（{duration}后）开始，或在此之后轮到时开始。',
  },
  'reschedule.now': {
    'en-us': 'Task {task} begins as soon as its turn comes.',
    'zh-cn': '任务 {task} 将在轮到时立即开始。',
  },
  'delete.done': {
    'en-us': 'Task {task} is deleted: no list shows it any more.',
    'zh-cn': '任务 {task} 已删除：所有列表均不再显示。',
  },

  'usage.duration': {
    'en-us': '{option} takes a duration such as 90s, 30m, 1h30m or 2d, and "{text}" is none.',
    'zh-cn': '{option} 的形式如 90s、30m、1h30m 或 2d，而“{text}”不是。',
  },
  'usage.conflict': {
    'en-us': '{name} and {value} say the same: leave one out.',
    'zh-cn': '{name} 和 {value} 含义相同：请去掉其一。',
  },
  'pause.noLimit': {
    'en-us': '--then says what happens when the pause is over: say when that is with --until or --for.',
    'zh-cn': '--then 指定暂停到期后的处理：请用 --until 或 --for 给出期限。',
  },
} satisfies Readonly<Record<string, Words>>
