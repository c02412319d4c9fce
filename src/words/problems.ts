import type { Words } from '../core/words.ts'

/** What is wrong with a request, where a JSON schema does not say it. */
export const problemWords = {
  unknownField: { 'en-us': 'is not a field of it', 'zh-cn': '不是有效字段' },
  missingField: { 'en-us': 'is missing', 'zh-cn': '缺失' },
  neitherTimeNorStatus: {
    'en-us': 'is missing, and so is status (CANCELLED, say), which would do alone',
    'zh-cn': '缺失，也未提供可单独使用的 status（例如 CANCELLED）',
  },
  notOneOf: { 'en-us': 'must be one of {values}', 'zh-cn': '必须是 {values} 之一' },
  tooSmall: { 'en-us': 'must be {limit} or more', 'zh-cn': '不能小于 {limit}' },
  tooLarge: { 'en-us': 'must be {limit} or less', 'zh-cn': '不能大于 {limit}' },
  notJson: { 'en-us': 'the body is not valid JSON', 'zh-cn': '消息体不是有效的 JSON' },
  tooDeep: { 'en-us': 'the body is nested too deeply', 'zh-cn': '消息体嵌套过深' },
  noBody: { 'en-us': 'the body is missing', 'zh-cn': '缺少消息体' },
  badPercentEncoding: {
    'en-us': 'the address is not valid percent-encoded UTF-8',
    'zh-cn': '地址不是有效的百分号编码 UTF-8',
  },
  doubledParameter: { 'en-us': 'is given more than once', 'zh-cn': '重复出现' },
  notAUtcSecond: {
    'en-us': 'must be a moment in UTC as yyyyMMddHHmmss',
    'zh-cn': '必须是 yyyyMMddHHmmss 格式的 UTC 时间',
  },
  notAnEventId: { 'en-us': 'is not the id of an event', 'zh-cn': '不是事件编号' },
  countsAllProjects: {
    'en-us': "it counts over all projects, so that it is an administrator's to read",
    'zh-cn': '该内容统计所有项目，仅管理员可读取',
  },
  notAnId: {
    'en-us': 'must be an id: 32 hex digits, or a UUID',
    'zh-cn': '必须是 ID：32 位十六进制数字或 UUID',
  },
  behindTheLast: { 'en-us': 'lies behind the last of {total}', 'zh-cn': '超出总数 {total}' },
  notOneHost: { 'en-us': 'the request has to name one Host', 'zh-cn': '请求必须且只能包含一个 Host 头' },
  noProject: {
    'en-us':
      'it is done in a project, and the token is of the account as a whole: ask for one whose scope names a project',
    'zh-cn': '该操作须在项目内进行，而令牌的范围是整个账号：请获取 scope 指定项目的令牌',
  },
  projectByName: {
    'en-us': 'it has the name of the project where its id has to stand',
    'zh-cn': '该处应为项目 ID，而不是项目名称',
  },
  admittedElsewhere: {
    'en-us':
      'the token or session is of another project, or of the account as a whole: ask for one whose scope names this project',
    'zh-cn': '令牌或会话属于其他项目或整个账号：请获取 scope 指定该项目的令牌',
  },
  malformed: { 'en-us': 'the request cannot be read', 'zh-cn': '请求无法解析' },
} as const satisfies { readonly [problem: string]: Words }

/** Why a signed change that was sent before does not act again, where its first answer cannot be given. */
export const replayWords = {
  answer_gone: {
    'en-us':
      'This very request was answered before, and the answer is no longer kept. Look what became of it.',
    'zh-cn': '该请求此前已处理，其应答不再保留。请查询处理结果。',
  },
  expired: {
    'en-us': 'This very request may have been answered before: its date is over. Sign it again.',
    'zh-cn': '该请求的签名时间已过期，可能此前已处理。请重新签名。',
  },
  full: {
    'en-us':
      'Too many signed changes have come in to remember one more. Sign and send it again in some minutes.',
    'zh-cn': '已签名的变更请求过多，暂无法受理。请几分钟后重新签名并发送。',
  },
} as const satisfies { readonly [reason: string]: Words }
