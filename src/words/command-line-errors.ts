import type { Words } from '../core/words.ts'

/** What the command line says when it cannot do what it was asked: what happened, to what, and what to do next. */
export const commandLineErrorWords = {
  'error.noServer': {
    'en-us': 'No server at {url}: start one with `stepwell serve`, or set STEPWELL_URL to where it is.',
    'zh-cn': '{url} 上没有服务器：请使用 `stepwell serve` 启动，或将 STEPWELL_URL 设为其地址。',
  },
  'error.unreachable': {
    'en-us':
      'The server at {url} cannot be reached ({reason}): check the address, http or https, and the network.',
    'zh-cn': '无法连接服务器 {url}（{reason}）：请检查地址、协议（http 或 https）和网络。',
  },
  'error.untrusted': {
    'en-us':
      'The certificate of {url} is not trusted ({reason}): set NODE_EXTRA_CA_CERTS to the PEM file of who issued it; of a development certificate STEPWELL_DATA to the folder of the server does.',
    'zh-cn':
      '{url} 的证书不受信任（{reason}）：请将 NODE_EXTRA_CA_CERTS 设为签发者的 PEM 文件；若为开发证书，将 STEPWELL_DATA 设为服务器的数据目录即可。',
  },
  'error.certificateOfOthers': {
    'en-us':
      'The server at {url} answers, but its certificate is not for that address, only for {names}: use one of these (STEPWELL_URL), or have the certificate name this one, too.',
    'zh-cn':
      '服务器 {url} 有应答，但其证书不适用于该地址，仅适用于 {names}：请改用其中之一（STEPWELL_URL），或让证书也包含该地址。',
  },
  'error.certificateNamesNone': {
    'en-us':
      'The server at {url} answers, but its certificate names neither host nor address: renew it there with the names by which it is reached.',
    'zh-cn': '服务器 {url} 有应答，但其证书未包含任何主机名或地址：请在服务器上更换包含其访问名称的证书。',
  },
  'error.certificateExpired': {
    'en-us':
      'The server at {url} answers, but its certificate expired at {at}: renew it there, or correct the clock here if that is wrong.',
    'zh-cn': '服务器 {url} 有应答，但其证书已于 {at} 过期：请在服务器上续期；如果本机时钟不准，请校正时钟。',
  },
  'error.issuerExpired': {
    'en-us':
      'The server at {url} answers, but a certificate that vouches for its own has expired: have it issued anew, or correct the clock here if that is wrong.',
    'zh-cn': '服务器 {url} 有应答，但为其证书担保的证书已过期：请重新签发；如果本机时钟不准，请校正时钟。',
  },
  'error.noAnswer': {
    'en-us': 'The server at {url} has not answered for {seconds} s: see its log, and try again.',
    'zh-cn': '服务器 {url} 在 {seconds} 秒内没有应答：请查看其日志后重试。',
  },
  'error.notStepwell': {
    'en-us': 'What answers at {url} is no Stepwell server (HTTP {status}): set STEPWELL_URL to where it is.',
    'zh-cn': '{url} 上应答的不是 Stepwell 服务器（HTTP {status}）：请将 STEPWELL_URL 设为正确地址。',
  },
  'error.refused': {
    'en-us': 'The server refused it ({code}, HTTP {status}).',
    'zh-cn': '服务器拒绝了请求（{code}，HTTP {status}）。',
  },
  'error.origin': { 'en-us': '[{code}, request {request}]', 'zh-cn': '[{code}，请求 {request}]' },
  'error.noCredentials': {
    'en-us':
      'No credentials: there is no {path}. Start a server with `stepwell serve`, or set STEPWELL_DATA to the folder of one, or STEPWELL_TOKEN (who has a password makes one with `stepwell token create`).',
    'zh-cn':
      '没有凭证：{path} 不存在。请使用 `stepwell serve` 启动服务器，或将 STEPWELL_DATA 设为其数据目录，或设置 STEPWELL_TOKEN（有密码的用户可用 `stepwell token create` 创建）。',
  },
  'error.noAccessKey': {
    'en-us':
      'No access key to sign with: there is no {path}. Set STEPWELL_DATA to the folder of the server, or STEPWELL_ACCESS_KEY and STEPWELL_SECRET_KEY.',
    'zh-cn':
      '没有可用于签名的访问密钥：{path} 不存在。请将 STEPWELL_DATA 设为服务器的数据目录，或设置 STEPWELL_ACCESS_KEY 和 STEPWELL_SECRET_KEY。',
  },
  'error.noOwnToken': {
    'en-us':
      'The environment says who asks, but not by which token: set STEPWELL_TOKEN, too, or take STEPWELL_ACCESS_KEY and STEPWELL_SECRET_KEY out to ask as credentials.json says.',
    'zh-cn':
      '环境变量指定了调用者，但没有给出其令牌：请同时设置 STEPWELL_TOKEN，或去掉 STEPWELL_ACCESS_KEY 和 STEPWELL_SECRET_KEY 以使用 credentials.json 中的身份。',
  },
  'error.noOwnAccessKey': {
    'en-us':
      'The environment says who asks, but has no access key to sign with: set STEPWELL_ACCESS_KEY and STEPWELL_SECRET_KEY, or take STEPWELL_TOKEN out to ask as credentials.json says.',
    'zh-cn':
      '环境变量指定了调用者，但没有可用于签名的访问密钥：请设置 STEPWELL_ACCESS_KEY 和 STEPWELL_SECRET_KEY，或去掉 STEPWELL_TOKEN 以使用 credentials.json 中的身份。',
  },
  'error.credentialsExposed': {
    'en-us': 'Others may read the credentials in {path}: run `chmod 600` on it first.',
    'zh-cn': '其他用户可以读取凭证文件 {path}：请先对其执行 `chmod 600`。',
  },
  'error.credentialsDamaged': {
    'en-us':
      'The credentials in {path} are damaged: restore the file, move it away and start the server again, or set STEPWELL_URL and STEPWELL_TOKEN to do without it.',
    'zh-cn':
      '凭证文件 {path} 已损坏：请恢复该文件，或将其移走后重新启动服务器，或设置 STEPWELL_URL 和 STEPWELL_TOKEN 以绕过它。',
  },
  'error.credentialsUnreadable': {
    'en-us':
      'The credentials in {path} cannot be read: run it as the user who owns the file, or set STEPWELL_URL and STEPWELL_TOKEN.',
    'zh-cn': '无法读取凭证文件 {path}：请以其所有者身份运行，或设置 STEPWELL_URL 和 STEPWELL_TOKEN。',
  },
  'error.portTaken': {
    'en-us': 'Something else listens at {address}: stop it, or choose another port with --port.',
    'zh-cn': '{address} 已被占用：请停止占用者，或用 --port 选择其他端口。',
  },
  'error.noSuchAddress': {
    'en-us': '{address} is no address of this machine: choose another with --host.',
    'zh-cn': '{address} 不是本机的地址：请用 --host 选择其他地址。',
  },
  'error.noAccess': {
    'en-us': 'No right to use {path}: check its owner and mode, or choose another folder with --data.',
    'zh-cn': '没有权限使用 {path}：请检查其所有者和权限，或用 --data 选择其他目录。',
  },

  'setting.wrong': {
    'en-us': '{setting} has to be: {expected}. Correct it or leave it out.',
    'zh-cn': '{setting} 的取值应为：{expected}。请修正或去掉该项。',
  },
  'setting.port': { 'en-us': 'a whole number from 0 to 65535', 'zh-cn': '0 到 65535 的整数' },
  'setting.days': {
    'en-us': 'a whole number of days from 1 to 36500',
    'zh-cn': '1 到 36500 的整数天数',
  },
  'setting.switch': { 'en-us': 'true or false', 'zh-cn': 'true 或 false' },
  'setting.address': {
    'en-us': 'an http or https address without user and password',
    'zh-cn': '不含用户名和密码的 http 或 https 地址',
  },
  'setting.networks': {
    'en-us': 'networks or addresses with commas, as in 10.20.0.0/16,fd00:1::/32,127.0.0.1',
    'zh-cn': '以逗号分隔的网段或地址，如 10.20.0.0/16,fd00:1::/32,127.0.0.1',
  },
  'setting.retention': {
    'en-us':
      'status:age:count, with commas, as in succeeded:90d:10000,failed:365d:all (succeeded, failed, cancelled or deleted; days from 1d on or forever; a count from 1 on or all)',
    'zh-cn':
      '状态:时长:数量，用逗号分隔，如 succeeded:90d:10000,failed:365d:all（状态为 succeeded、failed、cancelled 或 deleted；时长从 1d 起或 forever；数量从 1 起或 all）',
  },

  'usage.unknownOption': {
    'en-us': 'There is no option {name}: see --help.',
    'zh-cn': '没有选项 {name}：请查看 --help。',
  },
  'usage.unknownOptionNear': {
    'en-us': 'There is no option {name}; did you mean {near}?',
    'zh-cn': '没有选项 {name}，是否想用 {near}？',
  },
  'usage.unknownCommand': {
    'en-us': 'There is no command {name}: see --help.',
    'zh-cn': '没有命令 {name}：请查看 --help。',
  },
  'usage.unknownCommandNear': {
    'en-us': 'There is no command {name}; did you mean {near}?',
    'zh-cn': '没有命令 {name}，是否想用 {near}？',
  },
  'usage.missingArgument': {
    'en-us': 'The command needs <{name}>: see --help.',
    'zh-cn': '命令缺少 <{name}>：请查看 --help。',
  },
  'usage.optionNeedsValue': {
    'en-us': 'Option {name} needs its value.',
    'zh-cn': '选项 {name} 缺少取值。',
  },
  'usage.missingOption': { 'en-us': 'The command needs option {name}.', 'zh-cn': '命令缺少选项 {name}。' },
  'usage.tooManyArguments': {
    'en-us': 'There are more words than the command takes: see --help.',
    'zh-cn': '命令的参数过多：请查看 --help。',
  },
  'usage.notAChoice': {
    'en-us': '{name} cannot be {value}: choose from {choices}.',
    'zh-cn': '{name} 不能为 {value}：可选值为 {choices}。',
  },
  'usage.count': {
    'en-us': '{option} has to be a whole number from {least} to {most}.',
    'zh-cn': '{option} 应为 {least} 到 {most} 的整数。',
  },
  'usage.moment': {
    'en-us': '{option} takes a moment such as 2026-06-17T22:00:00Z, and "{text}" is none.',
    'zh-cn': '{option} 的形式如 2026-06-17T22:00:00Z，而“{text}”不是。',
  },
  'usage.other': { 'en-us': 'This cannot be understood: {message}', 'zh-cn': '无法理解该命令：{message}' },

  'input.noPair': {
    'en-us': '{option} takes name=value, and "{text}" is not that.',
    'zh-cn': '{option} 的形式为 name=value，而“{text}”不是。',
  },
  'input.twice': {
    'en-us': '{option} has {name} twice: leave one out.',
    'zh-cn': '{option} 中 {name} 重复：请去掉一个。',
  },
  'input.noObject': {
    'en-us': '--input-json takes a JSON object, or @FILE with one in it: check quotes and brackets.',
    'zh-cn': '--input-json 应为 JSON 对象，或包含它的 @文件：请检查引号和括号。',
  },
  'input.noFile': {
    'en-us': 'The file {path} cannot be read: check its name and mode.',
    'zh-cn': '无法读取文件 {path}：请检查文件名和权限。',
  },
  'secret.terminal': {
    'en-us': '--password-stdin reads from a pipe or file, so that nobody sees it: add `< FILE`.',
    'zh-cn': '--password-stdin 从管道或文件读取，以免被看到：请加上 `< 文件`。',
  },
  'secret.empty': {
    'en-us': 'Standard input holds no password on its first line.',
    'zh-cn': '标准输入的第一行没有密码。',
  },
  'secret.twice': {
    'en-us': 'The password is in the address and on standard input: leave it out of the address.',
    'zh-cn': '地址和标准输入中都有密码：请从地址中去掉。',
  },
  'hook.none': {
    'en-us': '--hook-argument and --hook-timeout belong to --hook PROGRAM, which is missing.',
    'zh-cn': '--hook-argument 和 --hook-timeout 需与 --hook PROGRAM 一起使用。',
  },
  'hook.timeout': {
    'en-us': '--hook-timeout has to be more than 0 and at most 3600 seconds.',
    'zh-cn': '--hook-timeout 应大于 0 且不超过 3600 秒。',
  },
  'address.scheme': {
    'en-us': 'An address does not begin with {scheme}: use redis, rediss, kafka, kafkas, mysql or mysqls.',
    'zh-cn': '地址不能以 {scheme} 开头：请使用 redis、rediss、kafka、kafkas、mysql 或 mysqls。',
  },
  'address.malformed': {
    'en-us': 'The address is none of the form redis://HOST:PORT,HOST:PORT or HOST:PORT.',
    'zh-cn': '地址的形式应为 redis://HOST:PORT,HOST:PORT 或 HOST:PORT。',
  },
  'address.user': {
    'en-us': 'User and password stand once, before the first host; a "," in the password is written %2C.',
    'zh-cn': '用户名和密码只写一次，位于第一个主机之前；密码中的“,”请写作 %2C。',
  },
  'address.noPort': { 'en-us': 'The address of {host} needs a port.', 'zh-cn': '{host} 的地址缺少端口。' },
  'address.port': {
    'en-us': '{port} is no port: 1 to 65535.',
    'zh-cn': '{port} 不是端口：应为 1 到 65535。',
  },
  'address.otherService': {
    'en-us': 'The address is one of {addressService}, and --service says {service}: leave one out.',
    'zh-cn': '地址属于 {addressService}，而 --service 为 {service}：请去掉其一。',
  },
  'key.noSuchProject': {
    'en-us': 'There is no project {project}: see `stepwell project list`.',
    'zh-cn': '项目 {project} 不存在：请查看 `stepwell project list`。',
  },
  'request.method': { 'en-us': '{method} is no HTTP method.', 'zh-cn': '{method} 不是 HTTP 方法。' },
  'request.path': {
    'en-us': 'The path has to begin with "/": {path}',
    'zh-cn': '路径须以“/”开头：{path}',
  },
  'request.noProject': {
    'en-us':
      'The path has a place for the project id, which is not known: give it with --project; `stepwell project list` tells the ids.',
    'zh-cn': '路径中有项目 ID 的占位，但项目未知：请用 --project 给出，`stepwell project list` 可列出 ID。',
  },
  'request.malformed': {
    'en-us': 'Path and query are not valid: percent-encode them as UTF-8 ("%" itself is %25).',
    'zh-cn': '路径或查询无效：请按 UTF-8 进行百分号编码（“%”本身写作 %25）。',
  },
} satisfies Readonly<Record<string, Words>>
