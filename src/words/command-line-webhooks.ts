import type { Words } from '../core/words.ts'

/** What the command line says about webhooks. */
export const commandLineWebhookWords = {
  'help.webhook': {
    'en-us': 'addresses that are told when a task ends, stalls or is paused',
    'zh-cn': '任务结束、停滞或暂停时通知的地址（Webhook）',
  },
  'help.webhook.id': { 'en-us': 'id of the webhook', 'zh-cn': 'Webhook 的 ID' },
  'help.webhookAdd': {
    'en-us': 'add a webhook; its secret is shown this once',
    'zh-cn': '添加 Webhook，其密钥仅显示一次',
  },
  'help.webhookAdd.url': {
    'en-us': 'where messages are posted to, as in https://hooks.example.com/stepwell',
    'zh-cn': '接收消息的地址，如 https://hooks.example.com/stepwell',
  },
  'help.webhookAdd.kinds': {
    'en-us': 'what it is told, with commas; default all',
    'zh-cn': '通知的内容，用逗号分隔，默认全部',
  },
  'help.webhookAdd.messagesIn': {
    'en-us': "language of its messages, if not the server's",
    'zh-cn': '消息的语言，默认为服务器的语言',
  },
  'help.webhookAdd.after': {
    'en-us': `It must be https at a public address; the server's STEPWELL_WEBHOOKS_TO can allow others. Messages are signed as
Standard Webhooks says; a message that is not taken is tried 7 times in 3 hours.`,
    'zh-cn': `须为公网地址上的 https；其他地址可由服务器的 STEPWELL_WEBHOOKS_TO 允许。消息按 Standard Webhooks 规范签名；
未被接收的消息在 3 小时内共尝试 7 次。`,
  },
  'help.webhookList': {
    'en-us': 'list the webhooks and how it stands with them',
    'zh-cn': '列出 Webhook 及其状态',
  },
  'help.webhookShow': {
    'en-us': 'show a webhook, with what waits and what was given up',
    'zh-cn': '显示 Webhook，包括等待发送和已放弃的消息',
  },
  'help.webhookRemove': { 'en-us': 'remove a webhook', 'zh-cn': '移除 Webhook' },
  'help.webhookRotate': {
    'en-us': 'make a new secret, shown this once; the one before is good for another 24 hours',
    'zh-cn': '更换密钥，仅显示一次；旧密钥在 24 小时内仍有效',
  },
  'help.webhookRetry': {
    'en-us': 'send now what waits, and once more what was given up',
    'zh-cn': '立即发送等待中的消息，并重新发送已放弃的消息',
  },
  'help.webhookTest': {
    'en-us': 'post a message that tells of no task, and say what became of it',
    'zh-cn': '发送一条与任务无关的测试消息，并显示结果',
  },

  'webhook.added': { 'en-us': 'Added webhook {id} to {url}.', 'zh-cn': '已添加 Webhook {id}，地址 {url}。' },
  'webhook.told': { 'en-us': 'It is told: {kinds}.', 'zh-cn': '通知内容：{kinds}。' },
  'webhook.secret': { 'en-us': 'Its secret: {secret}', 'zh-cn': '其密钥：{secret}' },
  'webhook.once': {
    'en-us':
      'The secret is shown this once: give it to the receiver now. Then try it: stepwell webhook test {id}',
    'zh-cn': '密钥仅显示这一次，请立即交给接收方。然后测试：stepwell webhook test {id}',
  },
  'webhook.rotated': {
    'en-us': 'The secret before signs, too, until {until}: give the new one to the receiver by then.',
    'zh-cn': '旧密钥在 {until} 之前仍用于签名：请在此之前将新密钥交给接收方。',
  },
  'webhook.removed': {
    'en-us': 'Removed webhook {id} to {url}.',
    'zh-cn': '已移除 Webhook {id}，地址 {url}。',
  },
  'webhook.none': {
    'en-us': 'There are no webhooks: add one with `stepwell webhook add URL`.',
    'zh-cn': '尚无 Webhook：请使用 `stepwell webhook add URL` 添加。',
  },
  'webhook.retrying': {
    'en-us':
      'Sending now; messages given up before: {givenUp}. See what becomes of it: stepwell webhook show {id}',
    'zh-cn': '正在发送；此前已放弃的消息：{givenUp} 条。查看结果：stepwell webhook show {id}',
  },
  'webhook.taken': {
    'en-us': 'The receiver has taken the test (HTTP {status}).',
    'zh-cn': '接收方已接收测试消息（HTTP {status}）。',
  },
  'webhook.notTaken': {
    'en-us': 'The test did not arrive: {problem}.',
    'zh-cn': '测试消息未送达：{problem}。',
  },
  'webhook.waiting': {
    'en-us': 'Waiting: task {task} {kind}; tried {tries} times, next try at {at}. Last: {problem}.',
    'zh-cn': '等待中：任务 {task} {kind}，已尝试 {tries} 次，下次于 {at}。最近一次：{problem}。',
  },
  'webhook.givenUp': {
    'en-us': 'Given up (send them again with `stepwell webhook retry {id}`):',
    'zh-cn': '已放弃（用 `stepwell webhook retry {id}` 重新发送）：',
  },
  'webhook.given': {
    'en-us': '{at}  task {task} {kind}: {problem}',
    'zh-cn': '{at}  任务 {task} {kind}：{problem}',
  },

  'webhook.field.id': { 'en-us': 'id', 'zh-cn': '标识' },
  'webhook.field.address': { 'en-us': 'address', 'zh-cn': '地址' },
  'webhook.field.kinds': { 'en-us': 'told', 'zh-cn': '通知内容' },
  'webhook.field.state': { 'en-us': 'state', 'zh-cn': '状态' },
  'webhook.field.deadSince': { 'en-us': 'dead since', 'zh-cn': '不可达始于' },
  'webhook.field.lastTaken': { 'en-us': 'last message taken', 'zh-cn': '最近接收' },
  'webhook.field.added': { 'en-us': 'added', 'zh-cn': '添加' },
  'webhook.field.formerSecret': { 'en-us': 'former secret until', 'zh-cn': '旧密钥有效至' },
  'webhook.never': { 'en-us': 'never', 'zh-cn': '从未' },
  'webhook.by': { 'en-us': '{at} by {key}', 'zh-cn': '{at}，由 {key}' },

  'heading.state': { 'en-us': 'STATE', 'zh-cn': '状态' },
  'heading.told': { 'en-us': 'TOLD', 'zh-cn': '通知内容' },
  'heading.givenUp': { 'en-us': 'GIVEN UP', 'zh-cn': '已放弃' },
  'heading.address': { 'en-us': 'ADDRESS', 'zh-cn': '地址' },
} satisfies Readonly<Record<string, Words>>
