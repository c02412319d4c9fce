import type { Words } from '../core/words.ts'

/** What the console says about users, access keys, projects, policies, the audit and the own account. */
export const consoleAccessWords = {
  'access.title': { 'en-us': 'Access', 'zh-cn': '访问管理' },
  'access.users': { 'en-us': 'Users', 'zh-cn': '用户' },
  'access.keys': { 'en-us': 'Access keys', 'zh-cn': '访问密钥' },
  'access.projects': { 'en-us': 'Projects', 'zh-cn': '项目' },
  'access.policies': { 'en-us': 'Policies', 'zh-cn': '策略' },
  'access.audit': { 'en-us': 'Audit', 'zh-cn': '审计' },
  'access.state': { 'en-us': 'State', 'zh-cn': '状态' },
  'access.inUse': { 'en-us': 'In use', 'zh-cn': '使用中' },
  'access.disabled': { 'en-us': 'Disabled', 'zh-cn': '已停用' },
  'access.created': { 'en-us': 'Created', 'zh-cn': '创建时间' },
  'access.changed': { 'en-us': 'Changed', 'zh-cn': '更改时间' },
  'access.acts': { 'en-us': 'Actions', 'zh-cn': '操作' },
  'access.id': { 'en-us': 'Id', 'zh-cn': '标识' },
  'access.description': { 'en-us': 'Description', 'zh-cn': '说明' },
  'access.language': { 'en-us': 'Language', 'zh-cn': '语言' },
  'access.languageHint': {
    'en-us': 'Of answers to clients that ask for none.',
    'zh-cn': '客户端未指定语言时所用的语言。',
  },
  'access.create': { 'en-us': 'Create', 'zh-cn': '创建' },
  'access.save': { 'en-us': 'Save', 'zh-cn': '保存' },
  'access.yes': { 'en-us': 'yes', 'zh-cn': '是' },
  'access.no': { 'en-us': 'no', 'zh-cn': '否' },

  'users.about': {
    'en-us': 'A user signs in with a password, or asks with access keys; its policies say what it may do.',
    'zh-cn': '用户通过密码登录，或使用访问密钥发起请求；其权限由策略决定。',
  },
  'users.name': { 'en-us': 'User', 'zh-cn': '用户' },
  'users.administrator': { 'en-us': 'Administrator', 'zh-cn': '管理员' },
  'users.administratorHint': {
    'en-us': 'May change instances, users, keys, policies and projects, as far as its policies allow it.',
    'zh-cn': '在策略允许的范围内，可更改实例、用户、密钥、策略和项目。',
  },
  'users.comesWith': { 'en-us': 'Comes with', 'zh-cn': '认证方式' },
  'users.withPassword': { 'en-us': 'password or access keys', 'zh-cn': '密码或访问密钥' },
  'users.withKeys': { 'en-us': 'access keys alone', 'zh-cn': '仅访问密钥' },
  'users.policies': { 'en-us': 'What it may do', 'zh-cn': '权限' },
  'users.mayNothing': { 'en-us': 'nothing', 'zh-cn': '无' },
  'users.mayNothingYet': {
    'en-us': 'It may do nothing: attach a policy.',
    'zh-cn': '该用户没有任何权限，请附加策略。',
  },
  'users.policiesAbout': {
    'en-us': 'What none of these policies allows is refused, and what one of them denies.',
    'zh-cn': '未被任何策略允许或被任一策略拒绝的操作均会被拒绝。',
  },
  'users.languageNone': { 'en-us': "the project's", 'zh-cn': '与项目相同' },
  'users.add': { 'en-us': 'New user', 'zh-cn': '新建用户' },
  'users.passwordHint': {
    'en-us': 'Left empty: it comes with access keys alone.',
    'zh-cn': '留空：仅使用访问密钥。',
  },
  'users.policy': { 'en-us': 'Policy', 'zh-cn': '策略' },
  'users.policyHint': { 'en-us': 'Without one it may do nothing.', 'zh-cn': '没有策略则没有任何权限。' },
  'users.noPolicy': { 'en-us': 'None', 'zh-cn': '无' },
  'users.in': { 'en-us': 'Counts in', 'zh-cn': '生效范围' },
  'users.everyProject': { 'en-us': 'every project', 'zh-cn': '所有项目' },
  'users.attach': { 'en-us': 'Attach a policy', 'zh-cn': '附加策略' },
  'users.detach': { 'en-us': 'Detach', 'zh-cn': '解除' },
  'users.detachAbout': {
    'en-us': '{user} may no longer do at once what {policy} allows in {project}.',
    'zh-cn': '{user} 将立即失去 {policy} 在{project}中授予的权限。',
  },
  'users.setPassword': { 'en-us': 'Set password', 'zh-cn': '设置密码' },
  'users.setPasswordAbout': {
    'en-us':
      'Whatever {user} came in by with the password before ends: sessions and tokens. Access keys go on.',
    'zh-cn': '{user} 以原密码建立的会话和令牌立即失效；访问密钥不受影响。',
  },
  'users.change': { 'en-us': 'Change', 'zh-cn': '更改' },
  'users.disable': { 'en-us': 'Disable', 'zh-cn': '停用' },
  'userCost.disable': {
    'en-us':
      '{user} is let in no more: its sessions and tokens end, and its access keys do not work until it is enabled. Its tasks go on.',
    'zh-cn': '{user} 将无法访问：会话和令牌立即失效，访问密钥在重新启用前不可用。其任务会继续执行。',
  },
  'users.enable': { 'en-us': 'Enable', 'zh-cn': '启用' },
  'userCost.enable': {
    'en-us': '{user} may sign in again, and its access keys work again.',
    'zh-cn': '{user} 可重新登录，其访问密钥恢复可用。',
  },
  'users.remove': { 'en-us': 'Delete', 'zh-cn': '删除' },
  'userCost.remove': {
    'en-us': '{user} goes for good, with its access keys. Its tasks go on, and the history still names it.',
    'zh-cn': '将永久删除 {user} 及其访问密钥。其任务会继续执行，历史记录中仍保留其名称。',
  },

  'keys.about': {
    'en-us': 'Programs ask with an access key: by signature, or with its token.',
    'zh-cn': '程序使用访问密钥发起请求：通过签名，或使用其令牌。',
  },
  'keys.key': { 'en-us': 'Access key', 'zh-cn': '访问密钥' },
  'keys.user': { 'en-us': 'User', 'zh-cn': '用户' },
  'keys.userHint': {
    'en-us': 'A key may do what its user may do.',
    'zh-cn': '密钥的权限与其用户相同。',
  },
  'keys.ownUser': {
    'en-us': 'one of its own, with full access to the project',
    'zh-cn': '专属用户，拥有该项目的全部权限',
  },
  'keys.project': { 'en-us': 'Project', 'zh-cn': '项目' },
  'keys.projectHint': {
    'en-us': 'The one that is asked where a request names none.',
    'zh-cn': '请求未指定项目时使用的项目。',
  },
  'keys.lastUsed': { 'en-us': 'Last used', 'zh-cn': '最近使用' },
  'keys.neverUsed': { 'en-us': 'never', 'zh-cn': '从未使用' },
  'keys.none': { 'en-us': 'There is no access key.', 'zh-cn': '没有访问密钥。' },
  'keys.add': { 'en-us': 'New access key', 'zh-cn': '新建访问密钥' },
  'keys.made': { 'en-us': 'The new access key', 'zh-cn': '新的访问密钥' },
  'keys.shownOnce': {
    'en-us': 'Secret key and token are shown this once: copy them now to where the program reads them.',
    'zh-cn': '密钥（SK）和令牌仅显示一次：请立即复制到程序读取的位置。',
  },
  'keys.token': { 'en-us': 'Token', 'zh-cn': '令牌' },
  'keys.kept': { 'en-us': 'I have kept them', 'zh-cn': '我已保存' },
  'keys.rotate': { 'en-us': 'Rotate', 'zh-cn': '轮换' },
  'keyCost.rotate': {
    'en-us':
      '{key} is given another secret key and token. Those before end at once: programs that use them are refused.',
    'zh-cn': '将为 {key} 更换密钥（SK）和令牌。原有的立即失效，使用它们的程序会被拒绝。',
  },
  'keys.disable': { 'en-us': 'Disable', 'zh-cn': '停用' },
  'keyCost.disable': {
    'en-us': 'Programs that use {key} are refused from now on, until it is enabled.',
    'zh-cn': '使用 {key} 的程序将立即被拒绝，直到重新启用。',
  },
  'keys.enable': { 'en-us': 'Enable', 'zh-cn': '启用' },
  'keyCost.enable': { 'en-us': '{key} works again.', 'zh-cn': '{key} 恢复可用。' },
  'keys.remove': { 'en-us': 'Delete', 'zh-cn': '删除' },
  'keyCost.remove': {
    'en-us': '{key} goes for good: programs that use it are refused from now on.',
    'zh-cn': '将永久删除 {key}：使用它的程序将立即被拒绝。',
  },

  'projects.about': {
    'en-us': 'Instances and tasks belong to a project, and are seen in it alone.',
    'zh-cn': '实例和任务属于某个项目，且仅在该项目中可见。',
  },
  'projects.name': { 'en-us': 'Project', 'zh-cn': '项目' },
  'projects.languageNone': { 'en-us': "the server's", 'zh-cn': '与服务器相同' },
  'projects.add': { 'en-us': 'New project', 'zh-cn': '新建项目' },
  'projects.change': { 'en-us': 'Change', 'zh-cn': '更改' },
  'projects.remove': { 'en-us': 'Delete', 'zh-cn': '删除' },
  'projects.removeAbout': {
    'en-us': '{project} goes for good. That is refused as long as instances, tasks or access keys are in it.',
    'zh-cn': '将永久删除 {project}。如其中仍有实例、任务或访问密钥，则会被拒绝。',
  },

  'policies.about': {
    'en-us':
      'A policy says what a user may do who has it: actions, on which resources, under which conditions.',
    'zh-cn': '策略规定拥有它的用户可在何种条件下对哪些资源执行哪些操作。',
  },
  'policies.name': { 'en-us': 'Policy', 'zh-cn': '策略' },
  'policies.usersMore': { 'en-us': '{names} and {count} more', 'zh-cn': '{names} 等另外 {count} 个' },
  'policies.ready': { 'en-us': 'comes with Stepwell', 'zh-cn': '系统预置' },
  'policies.add': { 'en-us': 'New policy', 'zh-cn': '新建策略' },
  'policies.change': { 'en-us': 'Change', 'zh-cn': '更改' },
  'policies.remove': { 'en-us': 'Delete', 'zh-cn': '删除' },
  'policies.removeAbout': {
    'en-us': '{policy} goes for good. That is refused as long as a user has it.',
    'zh-cn': '将永久删除 {policy}。如仍有用户使用，则会被拒绝。',
  },
  'policies.document': { 'en-us': 'Document', 'zh-cn': '策略内容' },
  'policies.unknown': { 'en-us': 'There is no such action here', 'zh-cn': '此处没有这样的授权项' },
  'policies.unknownCount': { 'en-us': 'unknown actions: {count}', 'zh-cn': '未知授权项：{count} 个' },
  'policies.unknownResources': {
    'en-us': 'No instance here can be such a resource',
    'zh-cn': '此处没有与该资源相符的实例',
  },
  'policies.unknownResourceCount': {
    'en-us': 'unknown resources: {count}',
    'zh-cn': '未知资源：{count} 个',
  },
  'policies.unknownResourcesAbout': {
    'en-us':
      'It allows, denies and excepts nothing. Instances here are dcs:*:*:instance:ID, dms:*:*:kafka:ID and gaussdbformysql:*:*:instance:ID.',
    'zh-cn':
      '它不会允许、拒绝或排除任何操作。此处的实例为 dcs:*:*:instance:ID、dms:*:*:kafka:ID 和 gaussdbformysql:*:*:instance:ID。',
  },
  'policies.unknownAbout': {
    'en-us':
      'What is misspelt allows, denies and excepts nothing; what is of another service has no effect here. All actions that there are stand below the document.',
    'zh-cn':
      '拼写错误的授权项不会允许、拒绝或排除任何操作；属于其他服务的授权项在此同样不起作用。全部授权项见策略内容下方。',
  },
  'policies.actions': { 'en-us': 'Actions that a policy may name', 'zh-cn': '策略可使用的授权项' },
  'policies.alsoCalled': { 'en-us': '{action}, also {aliases}', 'zh-cn': '{action}，又名 {aliases}' },
  'policies.unused': { 'en-us': 'No user has it.', 'zh-cn': '没有用户使用。' },
  'policies.notSaved': { 'en-us': 'Nothing was saved', 'zh-cn': '未保存' },
  'policies.at': { 'en-us': 'Line {line}, {path}:', 'zh-cn': '第 {line} 行，{path}：' },

  'audit.kind': { 'en-us': 'Show', 'zh-cn': '显示' },
  'audit.everything': { 'en-us': 'everything', 'zh-cn': '全部' },
  'audit.when': { 'en-us': 'When', 'zh-cn': '时间' },
  'audit.who': { 'en-us': 'Who', 'zh-cn': '操作者' },
  'audit.nobody': { 'en-us': 'nobody known, or the server', 'zh-cn': '未知或服务器' },
  'audit.what': { 'en-us': 'What', 'zh-cn': '事件' },
  'audit.subject': { 'en-us': 'Done to', 'zh-cn': '对象' },
  'audit.from': { 'en-us': 'From', 'zh-cn': '来源' },
  'audit.details': { 'en-us': 'Details', 'zh-cn': '详情' },
  'audit.none': { 'en-us': 'Nothing of this kind has happened.', 'zh-cn': '没有此类记录。' },

  'account.title': { 'en-us': 'My account', 'zh-cn': '我的账号' },
  'account.user': { 'en-us': 'User', 'zh-cn': '用户' },
  'account.accessKey': { 'en-us': 'Signed in with', 'zh-cn': '登录所用密钥' },
  'account.project': { 'en-us': 'Project', 'zh-cn': '项目' },
  'account.projectId': { 'en-us': 'Id of the project', 'zh-cn': '项目 ID' },
  'account.changePassword': { 'en-us': 'Change password', 'zh-cn': '更改密码' },
  'account.changeAbout': {
    'en-us':
      'Whatever you came in by with the password before ends: you sign in anew, here too. Who has no password yet is given one by an administrator.',
    'zh-cn': '以原密码建立的会话和令牌立即失效，本页面也需重新登录。尚无密码时请由管理员设置。',
  },
  'account.current': { 'en-us': 'Password now', 'zh-cn': '当前密码' },
  'account.wrong': { 'en-us': 'is not your password', 'zh-cn': '与当前密码不符' },
  'account.new': { 'en-us': 'New password', 'zh-cn': '新密码' },
  'account.isChanged': { 'en-us': 'The password is changed.', 'zh-cn': '密码已更改。' },
} satisfies Readonly<Record<string, Words>>
