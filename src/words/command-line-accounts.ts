import type { Words } from '../core/words.ts'

/** What the command line says about users, projects, policies, keys and the audit. */
export const commandLineAccountWords = {
  'help.user': { 'en-us': 'users, and what they may do', 'zh-cn': '用户及其权限' },
  'help.user.name': { 'en-us': 'name or id of the user', 'zh-cn': '用户的名称或 ID' },
  'help.userAdd': {
    'en-us': 'create a user; its password is asked for, or read from STEPWELL_PASSWORD or standard input',
    'zh-cn': '创建用户；密码通过提示输入，或取自 STEPWELL_PASSWORD 或标准输入',
  },
  'help.userAdd.policy': {
    'en-us': 'a policy that it has; repeat it for more',
    'zh-cn': '附加的策略，可重复使用',
  },
  'help.userAdd.administrator': {
    'en-us': 'may change instances, users, keys, policies and projects',
    'zh-cn': '可更改实例、用户、密钥、策略和项目',
  },
  'help.userAdd.noPassword': {
    'en-us': 'it comes with access keys alone',
    'zh-cn': '不设密码，仅使用访问密钥',
  },
  'help.attach.project': {
    'en-us': 'in this project only; default in all',
    'zh-cn': '仅在该项目中有效，默认所有项目',
  },
  'help.speaks': {
    'en-us': 'language of answers to clients that ask for none',
    'zh-cn': '客户端未指定语言时所用的语言',
  },
  'help.userList': { 'en-us': 'list users', 'zh-cn': '列出用户' },
  'help.userShow': { 'en-us': 'show a user', 'zh-cn': '显示用户' },
  'help.userPassword': {
    'en-us':
      'set a password (asked for, or from STEPWELL_PASSWORD or standard input); ends sessions and tokens',
    'zh-cn': '设置密码（提示输入，或取自 STEPWELL_PASSWORD 或标准输入）；其会话和令牌随即失效',
  },
  'help.userDisable': { 'en-us': 'let a user in no more, at once', 'zh-cn': '立即停用用户' },
  'help.userEnable': { 'en-us': 'let a disabled user in again', 'zh-cn': '重新启用用户' },
  'help.userPromote': { 'en-us': 'make a user an administrator', 'zh-cn': '设为管理员' },
  'help.userDemote': { 'en-us': 'make an administrator an ordinary user', 'zh-cn': '取消管理员身份' },
  'help.userRemove': { 'en-us': 'remove a user with its access keys', 'zh-cn': '移除用户及其访问密钥' },
  'help.userAttach': { 'en-us': 'give a user a policy', 'zh-cn': '为用户附加策略' },
  'help.userDetach': { 'en-us': 'take a policy from a user', 'zh-cn': '解除用户的策略' },
  'user.noPolicy': {
    'en-us': 'It may do nothing yet: stepwell user attach {user} StepwellReadOnly',
    'zh-cn': '该用户尚无任何权限：stepwell user attach {user} StepwellReadOnly',
  },
  'password.prompt': { 'en-us': 'Password: ', 'zh-cn': '密码：' },
  'secret.interrupted': { 'en-us': 'No password was given.', 'zh-cn': '未输入密码。' },

  'help.project': {
    'en-us': 'projects, to which instances and tasks belong',
    'zh-cn': '实例和任务所属的项目',
  },
  'help.project.name': { 'en-us': 'name or id of the project', 'zh-cn': '项目的名称或 ID' },
  'help.projectAdd': { 'en-us': 'create a project', 'zh-cn': '创建项目' },
  'help.projectList': { 'en-us': 'list projects', 'zh-cn': '列出项目' },
  'help.projectChange': {
    'en-us': 'rename or describe a project; its id stays',
    'zh-cn': '重命名或描述项目，ID 不变',
  },
  'help.projectChange.name': { 'en-us': 'what it is called from now on', 'zh-cn': '新名称' },
  'help.projectRemove': { 'en-us': 'remove a project that has nothing in it', 'zh-cn': '移除空项目' },
  'help.description': { 'en-us': 'what it is for', 'zh-cn': '用途说明' },

  'help.policy': { 'en-us': 'policies, which say what users may do', 'zh-cn': '规定用户权限的策略' },
  'help.policy.name': { 'en-us': 'name of the policy', 'zh-cn': '策略名称' },
  'help.policy.file': {
    'en-us': 'JSON of an identity policy, version 5.0',
    'zh-cn': '5.0 版身份策略的 JSON 文件',
  },
  'help.policyAdd': { 'en-us': 'create a policy', 'zh-cn': '创建策略' },
  'help.policyChange': {
    'en-us': 'change a policy, at once for every user who has it',
    'zh-cn': '更改策略，对所有相关用户立即生效',
  },
  'help.policyList': { 'en-us': 'list policies', 'zh-cn': '列出策略' },
  'help.policyShow': { 'en-us': 'print a policy', 'zh-cn': '显示策略内容' },
  'help.policyActions': {
    'en-us': 'list the actions that a policy may name',
    'zh-cn': '列出策略可使用的授权项',
  },
  'help.policyRemove': { 'en-us': 'remove a policy that no user has', 'zh-cn': '移除未被使用的策略' },
  'policy.unknownActions': {
    'en-us':
      '{policy} names what is no action here: {actions}. What is misspelt allows, denies and excepts nothing; what is of another service has no effect here. All actions that there are: stepwell policy actions',
    'zh-cn':
      '{policy} 使用了此处没有的授权项：{actions}。拼写错误的授权项不会允许、拒绝或排除任何操作；属于其他服务的授权项在此同样不起作用。全部授权项：stepwell policy actions',
  },
  'policy.unknownResources': {
    'en-us':
      '{policy} names resources that no instance here can be: {resources}. They allow, deny and except nothing. Those of instances here are dcs:*:*:instance:ID, dms:*:*:kafka:ID and gaussdbformysql:*:*:instance:ID.',
    'zh-cn':
      '{policy} 使用了与此处任何实例都不符的资源：{resources}。它们不会允许、拒绝或排除任何操作。此处实例的资源形式为 dcs:*:*:instance:ID、dms:*:*:kafka:ID 和 gaussdbformysql:*:*:instance:ID。',
  },
  'policy.unreadable': {
    'en-us': '{file} cannot be read ({reason}).',
    'zh-cn': '无法读取 {file}（{reason}）。',
  },

  'help.key.accessKey': { 'en-us': 'the access key, as in STWL…', 'zh-cn': '访问密钥，如 STWL…' },
  'help.keyCreate.user': {
    'en-us': 'whose key it is; without it the key is of a user of its own, with full access to the project',
    'zh-cn': '密钥所属用户；省略则创建专属用户，拥有该项目的全部权限',
  },
  'help.keyList': {
    'en-us': 'list access keys and when each was used last',
    'zh-cn': '列出访问密钥及最近使用时间',
  },
  'help.keyList.user': { 'en-us': 'only those of this user', 'zh-cn': '仅该用户的密钥' },
  'help.keyRotate': {
    'en-us': 'make a new secret and token, shown this once; those before end at once',
    'zh-cn': '更换密钥和令牌，仅显示一次；原有的立即失效',
  },
  'help.keyDisable': { 'en-us': 'disable an access key, at once', 'zh-cn': '立即停用访问密钥' },
  'help.keyEnable': { 'en-us': 'enable a disabled access key', 'zh-cn': '重新启用访问密钥' },
  'help.keyRemove': { 'en-us': 'remove an access key, at once', 'zh-cn': '立即移除访问密钥' },

  'help.keyShow': { 'en-us': 'show an access key and its project', 'zh-cn': '显示访问密钥及其项目' },
  'key.project': {
    'en-us':
      'The key is of user {user} in project {project}, which is what {project_id} in paths stands for.',
    'zh-cn': '该密钥属于用户 {user}，项目为 {project}，即路径中的 {project_id}。',
  },
  'key.projectNamed': { 'en-us': '{id} ({name})', 'zh-cn': '{id}（{name}）' },
  'key.fileRenewed': {
    'en-us': '{path} has the new secret and token; change them wherever else this key is used.',
    'zh-cn': '{path} 已更新为新的密钥和令牌；其他使用该密钥之处也请更改。',
  },
  'key.fileNotRenewed': {
    'en-us':
      '{path} cannot be written and still has the old secret and token, which let nobody in any more: put the new ones into it, and wherever else this key is used.',
    'zh-cn': '{path} 无法写入，其中仍是已失效的密钥和令牌：请将新的写入该文件，其他使用该密钥之处也请更改。',
  },
  'key.changeElsewhere': {
    'en-us':
      'The old secret and token let nobody in any more: change them wherever this key is used, as in the environment of programs or in credentials.json on another machine.',
    'zh-cn':
      '原有的密钥和令牌已失效：请在使用该密钥的各处更改，例如程序的环境变量，或其他机器上的 credentials.json。',
  },
  'key.environmentStale': {
    'en-us':
      'STEPWELL_SECRET_KEY and STEPWELL_TOKEN in this environment are the old ones, too: set them anew before the next command.',
    'zh-cn': '当前环境中的 STEPWELL_SECRET_KEY 和 STEPWELL_TOKEN 也是旧的：请在执行下一条命令前重新设置。',
  },

  'help.audit': {
    'en-us': 'who came in, and every change of users, keys, policies and projects; the newest first',
    'zh-cn': '登录记录以及用户、密钥、策略和项目的变更，最新的在前',
  },
  'help.audit.limit': { 'en-us': 'how many at most', 'zh-cn': '最多显示的条数' },
  'help.audit.before': { 'en-us': 'only entries before this one', 'zh-cn': '仅该条目之前的记录' },
  'help.audit.act': {
    'en-us': 'only of this kind, as in sign_in_refused',
    'zh-cn': '仅该类记录，如 sign_in_refused',
  },
  'audit.none': { 'en-us': 'There is nothing.', 'zh-cn': '没有记录。' },
  'audit.more': {
    'en-us': 'There is more: stepwell audit --before {id}',
    'zh-cn': '还有更多：stepwell audit --before {id}',
  },

  'help.keyRing': {
    'en-us': 'the key ring, which seals what is secret at rest',
    'zh-cn': '用于加密静态机密的密钥环',
  },
  'help.keyRingRotate': {
    'en-us': 'make a new key and seal every secret anew; the server has to be stopped',
    'zh-cn': '生成新密钥并重新加密全部机密；须先停止服务器',
  },
  'help.keyRingRotate.keep': {
    'en-us': 'keep the keys before, so that backups of before can still be restored',
    'zh-cn': '保留旧密钥，以便恢复此前的备份',
  },
  'keyRing.rotated': {
    'en-us': 'Sealed {count} secrets with the new key {key} of {file}.',
    'zh-cn': '已用 {file} 中的新密钥 {key} 重新加密 {count} 项机密。',
  },
  'keyRing.kept': {
    'en-us': 'The keys before are kept for the backups of before. Who has signed in goes on.',
    'zh-cn': '旧密钥已保留，可用于此前的备份。已登录的会话不受影响。',
  },
  'keyRing.dropped': {
    'en-us':
      'The keys before are gone: backups of before need a copy of the old key ring, and who had signed in has to sign in anew.',
    'zh-cn': '旧密钥已移除：恢复此前的备份需要旧密钥环的副本，已登录者须重新登录。',
  },

  'account.inUse': { 'en-us': 'in use', 'zh-cn': '使用中' },
  'account.disabled': { 'en-us': 'disabled', 'zh-cn': '已停用' },
  'account.administrator': { 'en-us': 'administrator', 'zh-cn': '管理员' },
  'account.ordinary': { 'en-us': 'user', 'zh-cn': '普通用户' },
  'account.yes': { 'en-us': 'yes', 'zh-cn': '有' },
  'account.no': { 'en-us': 'no', 'zh-cn': '无' },
  'account.never': { 'en-us': 'never', 'zh-cn': '从未' },
  'account.policyIn': { 'en-us': '{policy} (in {project})', 'zh-cn': '{policy}（项目 {project}）' },
  'heading.role': { 'en-us': 'ROLE', 'zh-cn': '角色' },
  'heading.password': { 'en-us': 'PASSWORD', 'zh-cn': '密码' },
  'heading.policies': { 'en-us': 'POLICIES', 'zh-cn': '策略' },
  'heading.description': { 'en-us': 'DESCRIPTION', 'zh-cn': '说明' },
  'heading.users': { 'en-us': 'USERS', 'zh-cn': '用户数' },
  'heading.key': { 'en-us': 'ACCESS KEY', 'zh-cn': '访问密钥' },
  'heading.user': { 'en-us': 'USER', 'zh-cn': '用户' },
  'heading.lastUsed': { 'en-us': 'LAST USED', 'zh-cn': '最近使用' },
  'heading.action': { 'en-us': 'ACTION', 'zh-cn': '授权项' },
  'heading.aliases': { 'en-us': 'ALSO CALLED', 'zh-cn': '别名' },
  'heading.project': { 'en-us': 'PROJECT', 'zh-cn': '项目' },
  'heading.at': { 'en-us': 'AT', 'zh-cn': '时间' },
  'heading.act': { 'en-us': 'ACT', 'zh-cn': '事项' },
  'heading.by': { 'en-us': 'BY', 'zh-cn': '操作者' },
  'heading.from': { 'en-us': 'FROM', 'zh-cn': '来源' },
  'heading.subject': { 'en-us': 'WHAT', 'zh-cn': '对象' },
  'heading.details': { 'en-us': 'DETAILS', 'zh-cn': '详情' },
} satisfies Readonly<Record<string, Words>>
