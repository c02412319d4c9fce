import type { Words } from '../core/words.ts'

/** What the command line says about tokens of users. */
export const commandLineTokenWords = {
  'help.token': {
    'en-us': 'tokens, for who has a password and no access key',
    'zh-cn': '令牌，供仅有密码而没有访问密钥的用户使用',
  },
  'help.tokenCreate': {
    'en-us':
      'make a token that holds for 24 hours; the password is asked for, or read from STEPWELL_PASSWORD or standard input',
    'zh-cn': '创建有效期为 24 小时的令牌；密码通过提示输入，或取自 STEPWELL_PASSWORD 或标准输入',
  },
  'help.tokenCreate.project': {
    'en-us': 'name or id of the project it is for; may be left out where the user has but one',
    'zh-cn': '令牌所属项目的名称或 ID；用户仅有一个项目时可省略',
  },
  'help.tokenCreate.after': {
    'en-us': 'Example: export STEPWELL_TOKEN=$(stepwell token create --user lin)',
    'zh-cn': '示例：export STEPWELL_TOKEN=$(stepwell token create --user lin)',
  },
  'help.tokenRevoke': {
    'en-us': 'end the token in STEPWELL_TOKEN, and those that were made of it, at once',
    'zh-cn': '立即吊销 STEPWELL_TOKEN 中的令牌及由其派生的令牌',
  },
  'token.made': {
    'en-us':
      'It asks as {user} in the project {project} until {until}: export STEPWELL_TOKEN=… (to end it sooner: stepwell token revoke).',
    'zh-cn':
      '该令牌代表用户 {user} 访问项目 {project}，有效期至 {until}：export STEPWELL_TOKEN=…（提前吊销：stepwell token revoke）。',
  },
  'token.revoked': {
    'en-us': 'Ended: this token of {user}, and those that were made of it, let nobody in any more.',
    'zh-cn': '已吊销：用户 {user} 的该令牌及由其派生的令牌均已失效。',
  },
  'token.ofKey': {
    'en-us':
      'The token is the one of an access key, and ends with it: `stepwell key rotate KEY` makes another token, `stepwell key disable KEY` ends both.',
    'zh-cn':
      '该令牌属于访问密钥，随密钥一同失效：`stepwell key rotate KEY` 会更换令牌，`stepwell key disable KEY` 会将两者一并停用。',
  },
  'token.noProject': {
    'en-us':
      '{user} has nothing to do in any project: an administrator gives it a policy with `stepwell user attach`.',
    'zh-cn': '用户 {user} 在任何项目中都没有权限：须由管理员使用 `stepwell user attach` 附加策略。',
  },
  'token.whichProject': {
    'en-us': '{user} has several projects: choose one with --project: {projects}',
    'zh-cn': '用户 {user} 有多个项目：请用 --project 选择其一：{projects}',
  },
} satisfies Readonly<Record<string, Words>>
