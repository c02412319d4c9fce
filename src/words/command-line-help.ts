import type { Words } from '../core/words.ts'

/** The help of the command line. */
export const commandLineHelpWords = {
  'help.usageTitle': { 'en-us': 'Usage:', 'zh-cn': '用法：' },
  'help.argumentsTitle': { 'en-us': 'Arguments:', 'zh-cn': '参数：' },
  'help.optionsTitle': { 'en-us': 'Options:', 'zh-cn': '选项：' },
  'help.globalOptionsTitle': { 'en-us': 'Everywhere:', 'zh-cn': '通用选项：' },
  'help.commandsTitle': { 'en-us': 'Commands:', 'zh-cn': '命令：' },
  'help.default': { 'en-us': 'default {value}', 'zh-cn': '默认 {value}' },
  'help.stepwell': {
    'en-us': 'Runs long operations on managed Redis, Kafka and MySQL instances as durable tasks.',
    'zh-cn': '将 Redis、Kafka、MySQL 托管实例上的长时操作作为持久任务运行。',
  },
  'help.version': { 'en-us': 'print the version', 'zh-cn': '显示版本' },
  'help.lang': { 'en-us': 'language', 'zh-cn': '语言' },
  'help.json': { 'en-us': 'print JSON, for programs', 'zh-cn': '输出 JSON，供程序使用' },
  'help.help': { 'en-us': 'print this help', 'zh-cn': '显示帮助' },
  'help.helpCommand': { 'en-us': 'print the help of a command', 'zh-cn': '显示某命令的帮助' },
  'help.exitCodes': {
    'en-us': `Exit status: 0 done, or the watched task succeeded; 1 the task failed (with --wait: what was asked for did not
come through), or doctor or webhook test found a problem; 2 the task was cancelled; 3 the server refused or
cannot be reached; 4 the command cannot be understood; 130 ctrl-C (a watched task goes on).`,
    'zh-cn': `退出码：0 已完成，或所查看的任务成功；1 任务失败（使用 --wait 时：所请求的未实现），
或 doctor、webhook test 发现问题；2 任务已取消；3 服务器拒绝或无法连接；4 命令无法理解；
130 按下 Ctrl-C（所查看的任务继续运行）。`,
  },
  'help.environment': {
    'en-us': `Environment: STEPWELL_URL (where the server is), STEPWELL_TOKEN, STEPWELL_ACCESS_KEY and
STEPWELL_SECRET_KEY (who asks); without them credentials.json in STEPWELL_DATA (default ./data) is used.
STEPWELL_PORT, STEPWELL_HOST, STEPWELL_TLS_CERTIFICATE, STEPWELL_TLS_KEY, STEPWELL_PROXY,
STEPWELL_DCS_TIMES, STEPWELL_DMS_NUMBERS, STEPWELL_KEEP (how long ended tasks are kept), STEPWELL_AUDIT_DAYS and
STEPWELL_WEBHOOKS_TO (where webhooks may lead beside public addresses) are for the server,
STEPWELL_INSTANCE_PASSWORD for instance add, STEPWELL_PASSWORD for user add, user password and token create,
STEPWELL_LANG for all.`,
    'zh-cn': `环境变量：STEPWELL_URL（服务器地址），STEPWELL_TOKEN、STEPWELL_ACCESS_KEY 和
STEPWELL_SECRET_KEY（调用者凭证）；未设置时使用 STEPWELL_DATA（默认 ./data）中的 credentials.json。
STEPWELL_PORT、STEPWELL_HOST、STEPWELL_TLS_CERTIFICATE、STEPWELL_TLS_KEY、STEPWELL_PROXY、
STEPWELL_DCS_TIMES、STEPWELL_DMS_NUMBERS、STEPWELL_KEEP（已结束任务的保留期限）、STEPWELL_AUDIT_DAYS 和
STEPWELL_WEBHOOKS_TO（除公网地址外 Webhook 可使用的网段）用于服务器，
STEPWELL_INSTANCE_PASSWORD 用于 instance add，STEPWELL_PASSWORD 用于 user add、user password
和 token create，STEPWELL_LANG 用于全部命令。`,
  },
  'help.task': {
    'en-us': 'id of the task, or its first 8 characters or more',
    'zh-cn': '任务 ID，或其前 8 个或更多字符',
  },
  'help.reason': { 'en-us': 'why, for the history', 'zh-cn': '原因，记入历史' },
  'help.limit': { 'en-us': 'show at most so many', 'zh-cn': '最多显示的数量' },
  'help.instanceName': { 'en-us': 'name or id of the instance', 'zh-cn': '实例名称或 ID' },

  'help.serve': { 'en-us': 'run the server', 'zh-cn': '运行服务器' },
  'help.serve.operations': {
    'en-us': 'file or folder of your own operations, beside the built-in ones; repeat it for more',
    'zh-cn': '自有操作的文件或目录，与内置操作一同加载，可重复使用',
  },
  'help.serve.hold': {
    'en-us': 'begin no task and go on with none: to look, pause and cancel first',
    'zh-cn': '不开始也不继续任何任务：可先查看、暂停和取消',
  },
  'help.serve.developmentCertificate': {
    'en-us': 'speak TLS with a certificate made for this machine; clients have to be told to trust it',
    'zh-cn': '使用为本机生成的证书启用TLS；需告知客户端信任该证书',
  },
  'help.serve.port': { 'en-us': 'port (STEPWELL_PORT, 7100)', 'zh-cn': '端口（STEPWELL_PORT，7100）' },
  'help.serve.host': {
    'en-us': 'address to listen at (STEPWELL_HOST, 127.0.0.1)',
    'zh-cn': '监听地址（STEPWELL_HOST，127.0.0.1）',
  },
  'help.serve.data': {
    'en-us': 'data folder (STEPWELL_DATA, ./data)',
    'zh-cn': '数据目录（STEPWELL_DATA，./data）',
  },

  'help.instance': { 'en-us': 'the instances that tasks are done to', 'zh-cn': '任务所作用的实例' },
  'help.instanceAdd': {
    'en-us': 'register an instance, after a look at what is there',
    'zh-cn': '探测并登记实例',
  },
  'help.instanceAdd.address': {
    'en-us':
      'redis://HOST:PORT, rediss:// with TLS, also several: redis://HOST:PORT,HOST:PORT; kafka://…, mysql://…',
    'zh-cn':
      'redis://HOST:PORT，TLS 用 rediss://，可有多个：redis://HOST:PORT,HOST:PORT；kafka://…、mysql://…',
  },
  'help.instanceAdd.service': { 'en-us': 'if the address does not say', 'zh-cn': '地址未指明时的服务' },
  'help.instanceAdd.name': { 'en-us': 'name, else its address', 'zh-cn': '名称，默认为其地址' },
  'help.instanceAdd.username': { 'en-us': 'user to connect as', 'zh-cn': '连接用户名' },
  'help.instanceAdd.passwordStdin': {
    'en-us': 'read the password from standard input',
    'zh-cn': '从标准输入读取密码',
  },
  'help.instanceAdd.tls': { 'en-us': 'connect with TLS', 'zh-cn': '使用 TLS 连接' },
  'help.instanceAdd.tag': { 'en-us': 'a tag; repeat it for more', 'zh-cn': '标签，可重复使用' },
  'help.instanceAdd.enterpriseProject': { 'en-us': 'its enterprise project', 'zh-cn': '所属企业项目' },
  'help.instanceAdd.hook': {
    'en-us': 'program to run when its address is switched (no shell; it must bear running twice)',
    'zh-cn': '切换访问地址时运行的程序（不经 shell，须可重复执行）',
  },
  'help.instanceAdd.hookArgument': {
    'en-us': 'argument of the program; repeat it for more',
    'zh-cn': '程序的参数，可重复使用',
  },
  'help.instanceAdd.hookTimeout': {
    'en-us': 'seconds the program may take (30)',
    'zh-cn': '程序的时限，秒（30）',
  },
  'help.instanceAdd.after': {
    'en-us': `A password in the address is seen by everybody on this machine (ps) and kept in the shell's history.
Better: --password-stdin < FILE, or STEPWELL_INSTANCE_PASSWORD in the environment.`,
    'zh-cn': `写在地址中的密码会被本机所有用户看到（ps），并留在 shell 历史中。
建议使用 --password-stdin < 文件，或环境变量 STEPWELL_INSTANCE_PASSWORD。`,
  },
  'help.instanceList': { 'en-us': 'list the instances', 'zh-cn': '列出实例' },
  'help.instanceList.service': { 'en-us': 'of this service only', 'zh-cn': '仅该服务的实例' },
  'help.instanceShow': {
    'en-us': 'show an instance and what was found there',
    'zh-cn': '显示实例及其探测结果',
  },
  'help.instanceRemove': {
    'en-us': 'take an instance out of the registry; its servers are not touched',
    'zh-cn': '从登记中移除实例，不影响其服务器',
  },

  'help.submit': { 'en-us': 'have an operation done to an instance', 'zh-cn': '对实例提交操作' },
  'help.submit.operation': {
    'en-us': 'its name, see `stepwell operations`',
    'zh-cn': '操作名称，见 `stepwell operations`',
  },
  'help.submit.instance': { 'en-us': 'name or id of the instance', 'zh-cn': '实例名称或 ID' },
  'help.submit.input': {
    'en-us': 'what the operation asks for, as text or JSON by its schema; repeat it for more',
    'zh-cn': '操作的输入，按其格式为文本或 JSON，可重复使用',
  },
  'help.submit.inputJson': {
    'en-us': 'the input as a JSON object, or @FILE',
    'zh-cn': 'JSON 对象形式的输入，或 @文件',
  },
  'help.submit.token': {
    'en-us': 'your own key: submitted twice with the same one, it is one task',
    'zh-cn': '自定义标识：用同一标识重复提交只产生一个任务',
  },
  'help.submit.urgent': { 'en-us': 'before those that are not urgent', 'zh-cn': '优先于普通任务' },
  'help.submit.priority': { 'en-us': 'how it stands in the queue', 'zh-cn': '在队列中的优先级' },
  'help.submit.at': {
    'en-us': 'not to begin before, as in 2026-06-17T22:00:00Z',
    'zh-cn': '最早开始时间，如 2026-06-17T22:00:00Z',
  },
  'help.submit.watch': { 'en-us': 'watch it to its end', 'zh-cn': '查看直至结束' },

  'help.list': { 'en-us': 'list tasks, newest first', 'zh-cn': '列出任务，最新的在前' },
  'help.list.status': { 'en-us': 'with these statuses only, with commas', 'zh-cn': '仅这些状态，用逗号分隔' },
  'help.list.service': { 'en-us': 'of this service only', 'zh-cn': '仅该服务' },
  'help.list.instance': {
    'en-us': 'of this instance only, also as a target',
    'zh-cn': '仅该实例（含作为目标的任务）',
  },
  'help.list.operation': { 'en-us': 'of this operation only', 'zh-cn': '仅该操作' },
  'help.show': { 'en-us': 'show a task as it stands', 'zh-cn': '显示任务当前情况' },
  'help.watch': {
    'en-us': 'show a task live until it ends; ctrl-C leaves it running',
    'zh-cn': '实时显示任务直至结束，Ctrl-C 不影响任务运行',
  },
  'help.operations': {
    'en-us': 'what can be done, or what one operation needs',
    'zh-cn': '列出操作，或显示某操作的说明',
  },
  'help.operations.name': { 'en-us': 'name of the operation', 'zh-cn': '操作名称' },
  'help.events': {
    'en-us': 'what happened to a task, or to all: what, when, who and why',
    'zh-cn': '任务（或全部任务）的历史：内容、时间、操作者和原因',
  },
  'help.events.task': {
    'en-us': 'id of the task; left out: all tasks',
    'zh-cn': '任务 ID；省略时为全部任务',
  },
  'help.events.follow': {
    'en-us':
      'go on with what happens, until ctrl-C; without a task only from now on, unless --after says more',
    'zh-cn': '持续显示新事件，直至按下 Ctrl-C；未指定任务时仅从现在开始，除非用 --after 指定',
  },
  'help.events.limit': {
    'en-us': 'show at most so many (1000; with --follow without end)',
    'zh-cn': '最多显示的数量（1000；使用 --follow 时不限）',
  },
  'help.events.after': { 'en-us': 'only what came after this event', 'zh-cn': '仅该事件之后的内容' },
  'help.key': { 'en-us': 'access keys', 'zh-cn': '访问密钥' },
  'help.keyCreate': { 'en-us': 'create an access key, shown this once', 'zh-cn': '创建访问密钥，仅显示一次' },
  'help.keyCreate.project': { 'en-us': 'its project, by name or id', 'zh-cn': '所属项目的名称或 ID' },
  'help.keyCreate.administrator': {
    'en-us': 'may add instances and create keys',
    'zh-cn': '可添加实例和创建密钥',
  },

  'help.request': {
    'en-us': 'sign and send any request to a service API',
    'zh-cn': '签名并发送任意服务 API 请求',
  },
  'help.request.service': { 'en-us': 'whose API', 'zh-cn': '目标服务' },
  'help.request.method': {
    'en-us': 'GET, POST, …; left out: GET, or POST with --body',
    'zh-cn': 'GET、POST 等；省略时为 GET，有 --body 时为 POST',
  },
  'help.request.path': {
    'en-us': 'path and query; {project_id} in it is filled in',
    'zh-cn': '路径和查询，其中的 {project_id} 会被替换',
  },
  'help.request.body': { 'en-us': 'the body, or @FILE', 'zh-cn': '消息体，或 @文件' },
  'help.request.project': {
    'en-us': "the project id, if not the credentials'",
    'zh-cn': '项目 ID，默认取自凭证',
  },
  'help.request.asCurl': {
    'en-us': 'print it as a curl command without secrets instead of sending it',
    'zh-cn': '仅输出不含密钥的 curl 命令，不发送',
  },
  'help.request.after': {
    'en-us':
      "Example: stepwell request dcs GET '/v2/{project_id}/instances/INSTANCE/tasks/TASK/progress' --lang zh-cn",
    'zh-cn':
      "示例：stepwell request dcs GET '/v2/{project_id}/instances/INSTANCE/tasks/TASK/progress' --lang zh-cn",
  },
} satisfies Readonly<Record<string, Words>>
