import type { ErrorCode } from '../core/error.ts'
import { accountErrorWords } from './account-errors.ts'
import { taskErrorWords, type ErrorWords } from './task-errors.ts'

/** The words of every refusal: templates over the error's parameters. */
export const errorWords: { readonly [code in ErrorCode]: ErrorWords } = {
  invalid_request: {
    message: { 'en-us': 'The request is not valid: {problems}.', 'zh-cn': '请求无效：{problems}。' },
    remedy: {
      'en-us': 'Correct what is named and send it again.',
      'zh-cn': '请修正所指出的内容后重新发送。',
    },
  },
  invalid_input: {
    message: {
      'en-us': 'The input does not fit operation {operation}: {problems}.',
      'zh-cn': '输入不符合操作 {operation} 的要求：{problems}。',
    },
    remedy: {
      'en-us': "Look at the operation's input schema and correct what is named.",
      'zh-cn': '请查看该操作的输入格式并修正所指出的内容。',
    },
  },
  unsupported_content_type: {
    message: {
      'en-us': 'The body is of type {contentType}; only JSON in UTF-8 is read, as it is.',
      'zh-cn': '消息体类型为 {contentType}，仅支持未压缩的 UTF-8 JSON。',
    },
    remedy: {
      'en-us': 'Send JSON with Content-Type: application/json.',
      'zh-cn': '请以 Content-Type: application/json 发送 JSON。',
    },
  },
  request_too_large: {
    message: {
      'en-us': 'The body is larger than {limitBytes} bytes.',
      'zh-cn': '消息体超过 {limitBytes} 字节。',
    },
    remedy: { 'en-us': 'Send less in one request.', 'zh-cn': '请减少单次请求的内容。' },
  },
  unauthenticated: {
    message: { 'en-us': '{why}', 'zh-cn': '身份认证失败：{why}' },
    remedy: {
      'en-us':
        'Sign the request with an access key of this server, send its token to /v1 as a bearer, or a token of a user (stepwell token create, or POST /v3/auth/tokens) as X-Auth-Token.',
      'zh-cn':
        '请使用本服务器的访问密钥对请求签名，或在访问 /v1 时以 Bearer 方式发送其令牌，或以 X-Auth-Token 发送用户令牌（由 stepwell token create 或 POST /v3/auth/tokens 获取）。',
    },
  },
  sign_in_refused: {
    message: {
      'en-us': 'The access key or user is not in use, or this is not its secret key or password.',
      'zh-cn': '访问密钥或用户不可用，或者密钥或密码不正确。',
    },
    remedy: {
      'en-us':
        "A key is shown once, when it is created; the first administrator's is in credentials.json. An administrator can set a password anew.",
      'zh-cn': '密钥仅在创建时显示一次，首个管理员的密钥保存在 credentials.json 中。密码可由管理员重新设置。',
    },
  },
  wrong_project: {
    message: {
      'en-us': 'The path names a project in which who asks has nothing to do.',
      'zh-cn': '调用者在路径中的项目内没有任何权限。',
    },
    remedy: {
      'en-us':
        'Put the id of your own project into the path, or have an administrator attach a policy for that one.',
      'zh-cn': '请在路径中使用自己项目的 ID，或请管理员为您附加该项目的策略。',
    },
  },
  forbidden: {
    message: {
      'en-us': 'You may not do {act}.',
      'zh-cn': '您无权执行 {act}。',
    },
    remedy: {
      'en-us':
        'Ask an administrator: to attach a policy that allows it, or to do what only an administrator may.',
      'zh-cn': '请联系管理员附加允许该操作的策略；仅限管理员的操作请由管理员执行。',
    },
  },
  route_not_found: {
    message: {
      'en-us': 'There is no {method} {path} here.',
      'zh-cn': '此处不存在接口 {method} {path}。',
    },
    remedy: {
      'en-us':
        "Compare method and path with {document}; docs/served.md tells what of the services' APIs is not answered, and why.",
      'zh-cn': '请对照 {document} 检查方法和路径；各服务 API 中未提供的接口及原因见 docs/served.md。',
    },
  },
  task_not_found: {
    message: { 'en-us': 'There is no task {task}.', 'zh-cn': '任务 {task} 不存在。' },
    remedy: {
      'en-us': 'Check the id, and that you ask in the project of the task.',
      'zh-cn': '请检查任务ID，并确认请求所用的是该任务所在的项目。',
    },
  },
  instance_not_found: {
    message: { 'en-us': 'There is no instance {instance}.', 'zh-cn': '实例 {instance} 不存在。' },
    remedy: {
      'en-us': 'Check its id or name, and that you ask in the project of the instance.',
      'zh-cn': '请检查实例的ID或名称，并确认请求所用的是该实例所在的项目。',
    },
  },
  operation_not_found: {
    message: {
      'en-us': 'There is no operation {operation}.',
      'zh-cn': '操作 {operation} 不存在。',
    },
    remedy: {
      'en-us': 'Choose one of /v1/operations, or load its recipe with --operations.',
      'zh-cn': '请从 /v1/operations 中选择，或使用 --operations 加载。',
    },
  },
  operation_wrong_service: {
    message: {
      'en-us': 'Operation {operation} is for {service}, and instance {instance} is one of {instanceService}.',
      'zh-cn': '操作 {operation} 适用于 {service}，而实例 {instance} 属于 {instanceService}。',
    },
    remedy: {
      'en-us': 'Choose an instance or an operation of the same service.',
      'zh-cn': '请选择同一服务的实例或操作。',
    },
  },
  instance_exists: {
    message: {
      'en-us': 'The project has an instance {name} already.',
      'zh-cn': '该项目中已存在实例 {name}。',
    },
    remedy: {
      'en-us': 'Choose another name, or remove that instance.',
      'zh-cn': '请更换名称，或移除已有实例。',
    },
  },
  server_registered: {
    message: {
      'en-us': 'A server of this instance is registered already, as {name}.',
      'zh-cn': '该实例的服务器已登记为 {name}。',
    },
    remedy: {
      'en-us': 'Use that name, or take it out of the registry first.',
      'zh-cn': '请使用该名称，或先将其从登记中移除。',
    },
  },
  instance_in_use: {
    message: {
      'en-us': 'Instance {instance} has tasks that have not ended.',
      'zh-cn': '实例 {instance} 仍有未结束的任务。',
    },
    remedy: { 'en-us': 'Wait for them or cancel them.', 'zh-cn': '请等待任务结束或取消任务。' },
  },
  instance_unreachable: {
    message: {
      'en-us': 'Nothing usable answers at {address}: {why}.',
      'zh-cn': '无法访问 {address}：{why}。',
    },
    remedy: {
      'en-us': 'Check address, credentials and firewall, and that the server runs.',
      'zh-cn': '请检查地址、凭据和防火墙，并确认服务器正在运行。',
    },
  },
  instance_not_as_claimed: {
    message: {
      'en-us': 'What answers at {address} is not what it was said to be: {why}.',
      'zh-cn': '{address} 处的服务与声明不符：{why}。',
    },
    remedy: {
      'en-us': 'Check the address and the service.',
      'zh-cn': '请检查地址和服务类型。',
    },
  },
  instance_access_refused: {
    message: {
      'en-us': '{address} does not accept the user or password.',
      'zh-cn': '{address} 不接受该用户名或密码。',
    },
    remedy: {
      'en-us':
        'Give the password with --password-stdin or STEPWELL_INSTANCE_PASSWORD, and the user as in redis://user@host:port.',
      'zh-cn':
        '请通过 --password-stdin 或 STEPWELL_INSTANCE_PASSWORD 提供密码，用户名写作 redis://user@host:port。',
    },
  },
  probe_unavailable: {
    message: {
      'en-us': 'Instances of {service} cannot be probed yet.',
      'zh-cn': '暂不支持探测 {service} 的实例。',
    },
    remedy: {
      'en-us': 'Register it with --service and its addresses.',
      'zh-cn': '请使用 --service 并给出地址进行注册。',
    },
  },
  ...taskErrorWords,
  ...accountErrorWords,
  webhook_not_found: {
    message: { 'en-us': 'There is no webhook {webhook}.', 'zh-cn': 'Webhook {webhook} 不存在。' },
    remedy: {
      'en-us': 'Look its id up with `stepwell webhook list`, in its project.',
      'zh-cn': '请在其所在项目中执行 `stepwell webhook list` 查询其 ID。',
    },
  },
  webhooks_full: {
    message: {
      'en-us': 'The project has {most} webhooks, and may have no more.',
      'zh-cn': '该项目已有 {most} 个 Webhook，达到上限。',
    },
    remedy: { 'en-us': 'Remove one first.', 'zh-cn': '请先移除一个。' },
  },
  token_conflict: {
    message: {
      'en-us': 'The client token belongs to another request, which made task {task}.',
      'zh-cn': '该客户端令牌属于另一个请求，其任务为 {task}。',
    },
    remedy: {
      'en-us': 'Use a new token for a new request.',
      'zh-cn': '请为新的请求使用新的令牌。',
    },
  },
  conflict: {
    message: {
      'en-us': 'Task {task} does not allow that now: {why}.',
      'zh-cn': '任务 {task} 当前状态不允许该请求：{why}。',
    },
    remedy: { 'en-us': 'Read the task again.', 'zh-cn': '请重新查询该任务。' },
  },
  store_unavailable: {
    message: {
      'en-us':
        'Stepwell cannot store or read anything now: its disk is full, or its data folder cannot be used.',
      'zh-cn': 'Stepwell 当前无法存取数据：磁盘已满或数据目录不可用。',
    },
    remedy: {
      'en-us':
        "What was accepted before is safe. The server's log says what is wrong; ask again once that is mended.",
      'zh-cn': '此前已接受的请求不会丢失。原因见服务器日志；修复后请重试。',
    },
  },
  lease_lost: {
    message: {
      'en-us': 'Task {task} is run by somebody else now.',
      'zh-cn': '任务 {task} 已由其他进程执行。',
    },
    remedy: null,
  },
  internal: {
    message: {
      'en-us': 'Something went wrong inside Stepwell. Request {requestId}.',
      'zh-cn': 'Stepwell 内部错误。请求 {requestId}。',
    },
    remedy: {
      'en-us': "Look the request id up in the server's log.",
      'zh-cn': '请在服务器日志中查找该请求ID。',
    },
  },
}
