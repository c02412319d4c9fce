import type { Words } from '../core/words.ts'

/** What the command line says when it has done something. */
export const commandLineResultWords = {
  'heading.task': { 'en-us': 'TASK', 'zh-cn': '任务' },
  'heading.operation': { 'en-us': 'OPERATION', 'zh-cn': '操作' },
  'heading.instance': { 'en-us': 'INSTANCE', 'zh-cn': '实例' },
  'heading.status': { 'en-us': 'STATUS', 'zh-cn': '状态' },
  'heading.remaining': { 'en-us': 'LEFT', 'zh-cn': '剩余' },
  'heading.submitted': { 'en-us': 'SUBMITTED', 'zh-cn': '提交时间' },
  'heading.name': { 'en-us': 'NAME', 'zh-cn': '名称' },
  'heading.service': { 'en-us': 'SERVICE', 'zh-cn': '服务' },
  'heading.addresses': { 'en-us': 'ADDRESSES', 'zh-cn': '地址' },
  'heading.id': { 'en-us': 'ID', 'zh-cn': '标识' },
  'heading.title': { 'en-us': 'TITLE', 'zh-cn': '名称' },
  'heading.mode': { 'en-us': 'MODE', 'zh-cn': '模式' },
  'heading.version': { 'en-us': 'VERSION', 'zh-cn': '版本' },

  'instance.added': { 'en-us': 'Added instance {name} ({id}).', 'zh-cn': '已添加实例 {name}（{id}）。' },
  'instance.addresses': { 'en-us': 'Clients use {addresses}.', 'zh-cn': '客户端使用 {addresses}。' },
  'instance.found': { 'en-us': 'Found there:', 'zh-cn': '探测结果：' },
  'instance.none': {
    'en-us': 'No instances are registered: add one with `stepwell instance add ADDRESS`.',
    'zh-cn': '尚未登记实例：请使用 `stepwell instance add ADDRESS` 添加。',
  },
  'instance.field.name': { 'en-us': 'Name', 'zh-cn': '名称' },
  'instance.field.id': { 'en-us': 'Id', 'zh-cn': '标识' },
  'instance.field.service': { 'en-us': 'Service', 'zh-cn': '服务' },
  'instance.field.addresses': { 'en-us': 'Addresses', 'zh-cn': '地址' },
  'instance.field.tags': { 'en-us': 'Tags', 'zh-cn': '标签' },
  'instance.field.enterpriseProject': { 'en-us': 'Enterprise project', 'zh-cn': '企业项目' },
  'instance.field.project': { 'en-us': 'Project', 'zh-cn': '项目' },
  'instance.field.hook': { 'en-us': 'Switch hook', 'zh-cn': '切换程序' },
  'instance.field.added': { 'en-us': 'Added', 'zh-cn': '登记时间' },
  'instance.hook': { 'en-us': '{program} (at most {duration})', 'zh-cn': '{program}（时限 {duration}）' },
  'instance.tasks': {
    'en-us': 'Its tasks: stepwell list --instance {id}',
    'zh-cn': '其任务：stepwell list --instance {id}',
  },
  'instance.removed': {
    'en-us': 'Removed instance {name}; its servers were not touched.',
    'zh-cn': '已移除实例 {name}，其服务器未受影响。',
  },

  'submit.done': { 'en-us': 'Submitted task {task}.', 'zh-cn': '已提交任务 {task}。' },
  'submit.next': { 'en-us': 'Watch it: stepwell watch {task}', 'zh-cn': '查看进度：stepwell watch {task}' },

  'list.none': { 'en-us': 'No such tasks.', 'zh-cn': '没有符合条件的任务。' },
  'list.place': { 'en-us': '{status} ({place})', 'zh-cn': '{status}（第 {place} 位）' },
  'list.notDue': { 'en-us': '{status} (in {duration})', 'zh-cn': '{status}（{duration}后）' },
  'list.more': {
    'en-us': 'These are the newest {count}; there are more (--limit).',
    'zh-cn': '以上为最新的 {count} 个，还有更多（--limit）。',
  },

  'events.by': { 'en-us': '({who})', 'zh-cn': '（{who}）' },
  'events.because': { 'en-us': '({who}, because: {reason})', 'zh-cn': '（{who}，原因：{reason}）' },
  'events.more': {
    'en-us': 'There is more: go on with --after {after}',
    'zh-cn': '还有更多：请使用 --after {after} 继续查看',
  },

  'follow.lost': {
    'en-us': 'The connection to {url} is lost; trying again until the server is back. Nothing is left out.',
    'zh-cn': '与 {url} 的连接已断开，将持续重试直至服务器恢复，期间的事件不会遗漏。',
  },
  'follow.left': {
    'en-us': 'Stopped. To go on where it stopped: {command}',
    'zh-cn': '已停止。从此处继续：{command}',
  },

  'operations.none': {
    'en-us': 'The server has loaded no operations.',
    'zh-cn': '服务器未加载任何操作。',
  },
  'operations.input': { 'en-us': 'Input:', 'zh-cn': '输入：' },
  'operations.steps': { 'en-us': 'Steps:', 'zh-cn': '步骤：' },
  'operations.failures': { 'en-us': 'Failures:', 'zh-cn': '可能的失败：' },
  'operations.next': {
    'en-us': 'Submit it: stepwell submit {operation} --instance NAME --input name=value --watch',
    'zh-cn': '提交方式：stepwell submit {operation} --instance NAME --input name=value --watch',
  },

  'key.once': {
    'en-us': 'The secret and the token are shown this once and kept nowhere in plain: copy them now.',
    'zh-cn': '密钥和令牌仅显示这一次，任何地方都不会明文保存，请立即复制。',
  },

  'watch.first': {
    'en-us': 'Task {task}, {operation} on {instance}: {status}, {percent} %',
    'zh-cn': '任务 {task}，实例 {instance} 上的{operation}：{status}，{percent} %',
  },
  'watch.status': { 'en-us': 'Task: {status}', 'zh-cn': '任务：{status}' },
  'watch.endedAfter': {
    'en-us': 'Task: {status} after {duration}',
    'zh-cn': '任务：{status}，用时 {duration}',
  },
  'watch.newAttempt': { 'en-us': 'Attempt {number} begins', 'zh-cn': '第 {number} 次尝试开始' },
  'watch.step': { 'en-us': 'Step {step}: {status}', 'zh-cn': '步骤 {step}：{status}' },
  'watch.stepAfter': {
    'en-us': 'Step {step}: {status} ({duration})',
    'zh-cn': '步骤 {step}：{status}（{duration}）',
  },
  'watch.lost': {
    'en-us': 'The server at {url} does not answer; trying again until it does. Ctrl-C stops watching only.',
    'zh-cn': '服务器 {url} 没有应答，将持续重试直至恢复。按 Ctrl-C 仅停止查看。',
  },
  'watch.lostFor': { 'en-us': '({duration})', 'zh-cn': '（已 {duration}）' },
  'watch.back': { 'en-us': 'The server is back.', 'zh-cn': '服务器已恢复。' },
  'watch.left': {
    'en-us': 'Stopped watching; the task goes on. To go on watching: stepwell watch {task}',
    'zh-cn': '已停止查看，任务仍在继续。继续查看：stepwell watch {task}',
  },
} satisfies Readonly<Record<string, Words>>
