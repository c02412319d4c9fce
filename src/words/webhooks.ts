import type { DeliveryProblem, WebhookKind, WebhookState } from '../core/webhook.ts'
import type { Words } from '../core/words.ts'

/** Why a message did not arrive, and what to do where that is not plain. */
export const deliveryProblemWords: { readonly [code in DeliveryProblem['code']]: Words } = {
  answered: { 'en-us': 'the receiver answered HTTP {detail}', 'zh-cn': '接收方应答 HTTP {detail}' },
  redirected: {
    'en-us':
      'the receiver answered HTTP {detail}, and redirects are not followed: add the address that it leads to',
    'zh-cn': '接收方应答 HTTP {detail}，不会跟随重定向：请添加其指向的地址',
  },
  gone: {
    'en-us': 'the receiver answered HTTP {detail}: it wants no more messages',
    'zh-cn': '接收方应答 HTTP {detail}：不再接收消息',
  },
  late: { 'en-us': 'no answer in {detail} s', 'zh-cn': '{detail} 秒内没有应答' },
  unanswered: {
    'en-us': 'the connection gave no answer ({detail})',
    'zh-cn': '连接没有应答（{detail}）',
  },
  untrusted: {
    'en-us':
      'its certificate is not trusted ({detail}): correct it, or start the server with NODE_EXTRA_CA_CERTS',
    'zh-cn': '其证书不受信任（{detail}）：请更正证书，或以 NODE_EXTRA_CA_CERTS 启动服务器',
  },
  unknown_host: { 'en-us': 'DNS does not know {detail}', 'zh-cn': 'DNS 无法解析 {detail}' },
  address_refused: {
    'en-us':
      'no message may go to {detail}: it is no public address, or plain http; the server can allow it with STEPWELL_WEBHOOKS_TO',
    'zh-cn':
      '不允许向 {detail} 发送：它不是公网地址，或使用明文 http；可在服务器上用 STEPWELL_WEBHOOKS_TO 允许',
  },
  secret_sealed: {
    'en-us': 'the key ring does not open its secret: see `stepwell doctor`',
    'zh-cn': '密钥环无法打开其密钥：请执行 `stepwell doctor`',
  },
  not_rendered: {
    'en-us': 'the message could not be made ({detail}): this is a fault of Stepwell',
    'zh-cn': '无法生成消息（{detail}）：这是 Stepwell 的错误',
  },
}

/** What a webhook tells of a task. */
export const webhookKindWords: { readonly [kind in WebhookKind]: Words } = {
  succeeded: { 'en-us': 'succeeded', 'zh-cn': '成功' },
  failed: { 'en-us': 'failed', 'zh-cn': '失败' },
  cancelled: { 'en-us': 'cancelled', 'zh-cn': '已取消' },
  stalled: { 'en-us': 'stalled', 'zh-cn': '停滞' },
  paused: { 'en-us': 'paused', 'zh-cn': '已暂停' },
}

/** How it stands with a webhook. */
export const webhookStateWords: { readonly [state in WebhookState]: Words } = {
  working: { 'en-us': 'Working', 'zh-cn': '正常' },
  retrying: { 'en-us': 'Trying again', 'zh-cn': '重试中' },
  dead: { 'en-us': 'Dead', 'zh-cn': '不可达' },
  disabled: { 'en-us': 'Disabled by its receiver', 'zh-cn': '已被接收方停用' },
}

/** Why an address may not be one of a webhook. */
export const webhookTargetWords = {
  malformed: {
    'en-us': 'must be an https address such as https://hooks.example.com/stepwell',
    'zh-cn': '必须是 https 地址，例如 https://hooks.example.com/stepwell',
  },
  credentials: {
    'en-us': 'must not hold a user or password: messages are signed instead',
    'zh-cn': '不得包含用户名或密码：消息以签名验证',
  },
  plain: {
    'en-us': 'must begin with https: plain http goes only to addresses that STEPWELL_WEBHOOKS_TO names',
    'zh-cn': '必须以 https 开头：明文 http 仅可用于 STEPWELL_WEBHOOKS_TO 指定的地址',
  },
  refused: {
    'en-us': 'leads to {address}, which is no public address and not named in STEPWELL_WEBHOOKS_TO',
    'zh-cn': '指向 {address}，它不是公网地址，也不在 STEPWELL_WEBHOOKS_TO 中',
  },
} as const satisfies { readonly [problem: string]: Words }
