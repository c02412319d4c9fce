import type { Words } from '../core/words.ts'

/** What is wrong with a policy, where `problemWords` does not say it. */
export const policyProblemWords = {
  tooLarge: { 'en-us': 'is larger than {limitBytes} bytes', 'zh-cn': '超过 {limitBytes} 字节' },
  tooMany: { 'en-us': 'has more than {limit} members', 'zh-cn': '成员超过 {limit} 个' },
  notJsonAt: {
    'en-us': 'is not valid JSON at line {line}, column {column}',
    'zh-cn': '第 {line} 行第 {column} 列不是有效的 JSON',
  },
  tooDeepAt: {
    'en-us': 'is nested too deeply at line {line}, column {column}',
    'zh-cn': '第 {line} 行第 {column} 列嵌套过深',
  },
  doubledMemberAt: {
    'en-us': 'has the member {name} twice, again at line {line}, column {column}',
    'zh-cn': '成员 {name} 重复，第二次出现在第 {line} 行第 {column} 列',
  },
  notAnObject: { 'en-us': 'must be an object with at least one member', 'zh-cn': '必须是非空对象' },
  notAList: { 'en-us': 'must be a list with at least one member', 'zh-cn': '必须是非空列表' },
  notText: { 'en-us': 'must be a text', 'zh-cn': '必须是文本' },
  excludesOther: { 'en-us': 'cannot be given beside {other}', 'zh-cn': '不能与 {other} 同时使用' },
  notAnAction: {
    'en-us':
      'is neither * nor an action such as dcs:instance:get*: service in lower case, type and act, with a colon between',
    'zh-cn': '既不是 *，也不是 dcs:instance:get* 形式的授权项（小写服务名:资源类型:操作）',
  },
  notAUrn: {
    'en-us':
      'is neither * nor a resource such as dcs:*:*:instance:*: service, region, account, type and path, with a colon between',
    'zh-cn': '既不是 *，也不是 dcs:*:*:instance:* 形式的资源（服务名:区域:账号:资源类型:资源路径）',
  },
  unknownOperator: {
    'en-us':
      'is not an operator; there are {operators}, most of them also with IfExists behind or ForAllValues: or ForAnyValue: in front',
    'zh-cn': '不是有效的运算符；可用 {operators}，多数可加后缀 IfExists，或前缀 ForAllValues:、ForAnyValue:',
  },
  notAKey: {
    'en-us': 'is not a condition key such as g:UserName or g:ResourceTag/owner',
    'zh-cn': '不是 g:UserName 或 g:ResourceTag/owner 形式的条件键',
  },
  otherSpelling: { 'en-us': 'has to be spelled {spelling}', 'zh-cn': '应写作 {spelling}' },
  notANumber: { 'en-us': 'must be a number', 'zh-cn': '必须是数字' },
  notAMoment: {
    'en-us': 'must be a moment with its time zone, such as 2026-11-25T20:00:00Z',
    'zh-cn': '必须是带时区的时间，例如 2026-11-25T20:00:00Z',
  },
  notABoolean: { 'en-us': 'must be true or false', 'zh-cn': '必须是 true 或 false' },
  notAnAddressRange: {
    'en-us': 'must be an IP address or a range of them such as 10.0.0.0/8',
    'zh-cn': '必须是 IP 地址或网段，例如 10.0.0.0/8',
  },
} as const satisfies { readonly [problem: string]: Words }

/** Why policies do not let a caller do what was asked. */
export const policyRefusalWords = {
  notAllowed: {
    'en-us': 'no policy of the caller allows {action} here',
    'zh-cn': '调用者的策略均未在此允许 {action}',
  },
  allowedElsewhere: {
    'en-us':
      'policy {policy} allows {action} in {statement}, but not here: its resources or conditions do not fit',
    'zh-cn': '策略 {policy} 的 {statement} 允许 {action}，但其资源或条件与此处不符',
  },
  allowedInPart: {
    'en-us':
      'policy {policy} allows {action} in {statement} on some instances only, so that there is no list over all: ask for that of one instance',
    'zh-cn': '策略 {policy} 的 {statement} 仅对部分实例允许 {action}，因此不提供整体列表；请按单个实例查询',
  },
  denied: {
    'en-us': 'policy {policy} denies {action} here, in {statement}',
    'zh-cn': '策略 {policy} 在此拒绝 {action}（{statement}）',
  },
  deniedInPart: {
    'en-us':
      'policy {policy} denies {action} on some instances, in {statement}, so that there is no list over all: ask for that of one instance',
    'zh-cn': '策略 {policy} 对部分实例拒绝 {action}（{statement}），因此不提供整体列表；请按单个实例查询',
  },
  oneService: {
    'en-us': 'of these services alone the list is answered: {services}; ask with ?service= (--service)',
    'zh-cn': '可单独查询以下服务的列表：{services}；请使用 ?service=（--service）',
  },
  oneInstance: {
    'en-us': 'the list of one instance takes only what is allowed on that; ask with ?instance= (--instance)',
    'zh-cn': '单个实例的列表仅需对该实例的权限；请使用 ?instance=（--instance）',
  },
} as const satisfies { readonly [reason: string]: Words }

/** The policies that come with Stepwell, for people. */
export const readyPolicyWords = {
  readOnly: {
    title: { 'en-us': 'Read only', 'zh-cn': '只读' },
    description: {
      'en-us': 'Sees everything in the project and changes nothing.',
      'zh-cn': '可查看项目中的全部内容，不能做任何更改。',
    },
  },
  fullAccess: {
    title: { 'en-us': 'Full access', 'zh-cn': '完全访问' },
    description: {
      'en-us': 'Does everything in the project that is left to project members rather than administrators.',
      'zh-cn': '可执行项目中除管理员专属操作以外的全部操作。',
    },
  },
} as const satisfies {
  readonly [policy: string]: { readonly title: Words; readonly description: Words }
}
