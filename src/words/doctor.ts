import { certificateFindingWords, servedCertificateWords } from './doctor-certificate.ts'
import { fill, type Language, type WordParameters, type Words } from '../core/words.ts'

/** What the doctor looks at, in its order. */
export const checkWords = {
  node: { 'en-us': 'Node', 'zh-cn': 'Node 版本' },
  folder: { 'en-us': 'data folder', 'zh-cn': '数据目录' },
  fileSystem: { 'en-us': 'file system', 'zh-cn': '文件系统' },
  disk: { 'en-us': 'disk', 'zh-cn': '磁盘' },
  files: { 'en-us': 'files', 'zh-cn': '文件权限' },
  database: { 'en-us': 'database', 'zh-cn': '数据库' },
  wal: { 'en-us': 'write-ahead log', 'zh-cn': '预写日志' },
  keyRing: { 'en-us': 'key ring', 'zh-cn': '密钥环' },
  certificate: { 'en-us': 'certificate', 'zh-cn': '证书' },
  server: { 'en-us': 'server', 'zh-cn': '服务器' },
  worker: { 'en-us': 'worker', 'zh-cn': '工作进程' },
  clock: { 'en-us': 'clock', 'zh-cn': '时钟' },
  serverClock: { 'en-us': "server's clock", 'zh-cn': '服务器时钟' },
  instance: { 'en-us': 'instance', 'zh-cn': '实例' },
  instanceClock: { 'en-us': "instances' clocks", 'zh-cn': '实例时钟' },
  webhook: { 'en-us': 'webhooks', 'zh-cn': 'Webhook 通知' },
} satisfies { readonly [name: string]: Words }
export type CheckName = keyof typeof checkWords

/** How bad a finding is. */
export const levelWords = {
  ok: { 'en-us': 'ok', 'zh-cn': '正常' },
  warning: { 'en-us': 'warning', 'zh-cn': '警告' },
  problem: { 'en-us': 'problem', 'zh-cn': '问题' },
} satisfies { readonly [level: string]: Words }

/** What the doctor finds: what is so and, unless all is well, what to do. */
export const findingWords = {
  'node.ok': { 'en-us': 'Node {version}', 'zh-cn': '当前为 Node {version}' },
  'node.tooOld': {
    'en-us': 'Node {version} is too old: install {least} or newer.',
    'zh-cn': 'Node {version} 版本过低：请安装 {least} 或更高版本。',
  },

  'folder.ok': {
    'en-us': '{folder} is there, and this user may write to it',
    'zh-cn': '{folder} 存在，且当前用户可写',
  },
  'folder.missing': {
    'en-us': '{folder} does not exist: start a server with `stepwell serve`, or name its folder with --data.',
    'zh-cn': '{folder} 不存在：请用 `stepwell serve` 启动服务器，或用 --data 指定其目录。',
  },
  'folder.noFolder': {
    'en-us': '{folder} is a file, not a folder: name the data folder of a server with --data.',
    'zh-cn': '{folder} 是文件而不是目录：请用 --data 指定服务器的数据目录。',
  },
  'folder.notWritable': {
    'en-us':
      'This user cannot write to {folder} ({code}): run this as its owner, or correct owner, mode or disk.',
    'zh-cn': '当前用户无法写入 {folder}（{code}）：请以其所有者身份运行，或修正所有者、权限或磁盘。',
  },

  'fileSystem.ok': {
    'en-us': 'a disk of this machine, as far as the system tells',
    'zh-cn': '据系统信息，位于本机磁盘',
  },
  'fileSystem.network': {
    'en-us':
      '{folder} is on a network file system ({name}), whose locks SQLite cannot rely on: move it to a disk of this machine.',
    'zh-cn': '{folder} 位于网络文件系统（{name}），SQLite 无法依赖其锁：请移到本机磁盘。',
  },
  'fileSystem.perhapsNetwork': {
    'en-us':
      '{folder} is on a file system that may be of another machine ({name}): if it is, move it to a disk of this one.',
    'zh-cn': '{folder} 所在的文件系统（{name}）可能属于其他机器：如果是，请移到本机磁盘。',
  },
  'fileSystem.memory': {
    'en-us': '{folder} is kept in memory ({name}) and gone when the machine restarts: move it to a disk.',
    'zh-cn': '{folder} 位于内存中（{name}），机器重启后即丢失：请移到磁盘。',
  },

  'disk.ok': {
    'en-us': '{freeBytes} are free; the database takes {usedBytes}',
    'zh-cn': '可用 {freeBytes}，数据库占用 {usedBytes}',
  },
  'disk.low': {
    'en-us':
      '{freeBytes} are free, less than the database takes ({usedBytes}): an upgrade may need as much again; free some space.',
    'zh-cn': '可用 {freeBytes}，少于数据库占用的 {usedBytes}：升级时可能需要同样大小的空间；请释放空间。',
  },
  'disk.full': {
    'en-us': 'Only {freeBytes} are free: the server can soon store nothing more; free some space now.',
    'zh-cn': '仅剩 {freeBytes}：服务器很快将无法保存任何内容；请立即释放空间。',
  },

  'files.ok': {
    'en-us': 'what is secret can be read by its owner alone',
    'zh-cn': '机密文件仅其所有者可读',
  },
  'files.exposed': {
    'en-us': 'Others may read or write what is secret: run chmod 600 {files}',
    'zh-cn': '其他用户可以读写机密文件：请执行 chmod 600 {files}',
  },

  'database.ok': {
    'en-us': 'whole: {tasksCount} tasks in {sizeBytes}, schema version {schema}',
    'zh-cn': '完整：{tasksCount} 个任务，{sizeBytes}，结构版本 {schema}',
  },
  'database.older': {
    'en-us':
      'whole: {tasksCount} tasks in {sizeBytes}; the next start brings it from schema version {schema} to {newest}',
    'zh-cn': '完整：{tasksCount} 个任务，{sizeBytes}；下次启动时结构版本将从 {schema} 升级到 {newest}',
  },
  'database.absent': {
    'en-us': 'There is none yet: the first start of a server makes it.',
    'zh-cn': '尚不存在：服务器首次启动时会创建。',
  },
  'database.unusable': { 'en-us': 'It cannot be used: {why}.', 'zh-cn': '无法使用：{why}。' },

  'wal.ok': {
    'en-us': '{walBytes}, brought into the database from time to time',
    'zh-cn': '{walBytes}，会定期写入数据库',
  },
  'wal.large': {
    'en-us':
      '{walBytes} wait to be brought into the database: a program has been reading for long (a backup does for a while). If it goes on growing, start the server again.',
    'zh-cn':
      '有 {walBytes} 等待写入数据库：某个程序已读取很久（备份期间也会如此）。如果持续增长，请重新启动服务器。',
  },

  'keyRing.ok': {
    'en-us': 'it opens all {secretsCount} secrets',
    'zh-cn': '可打开全部 {secretsCount} 个密钥',
  },
  'keyRing.new': {
    'en-us': 'there is none yet: the first start of a server makes it',
    'zh-cn': '尚不存在：服务器首次启动时会创建',
  },
  'keyRing.missing': {
    'en-us':
      '{file} is missing: restore it from where you keep its copy. Without it no kept secret can be opened.',
    'zh-cn': '{file} 缺失：请从其副本恢复。没有它无法打开任何已保存的密钥。',
  },
  'keyRing.exposed': {
    'en-us': 'Others may read or write {file}, and it is not used: run chmod 600 {file}',
    'zh-cn': '其他用户可以读写 {file}，因此不会使用它：请执行 chmod 600 {file}',
  },
  'keyRing.unusable': {
    'en-us':
      '{file} is damaged, or this user may not read it: restore it from its copy, or correct its owner.',
    'zh-cn': '{file} 已损坏，或当前用户无权读取：请从其副本恢复，或修正所有者。',
  },
  'keyRing.unopened': {
    'en-us':
      '{file} does not open {unopenedCount} of {secretsCount} secrets: put the ring there that belongs to this database.',
    'zh-cn': '{file} 无法打开 {secretsCount} 个密钥中的 {unopenedCount} 个：请放置属于此数据库的密钥环。',
  },

  ...certificateFindingWords,

  'server.ok': {
    'en-us': 'Stepwell {version} answers at {url} and takes work',
    'zh-cn': 'Stepwell {version} 在 {url} 应答，可接受任务',
  },
  'server.notReady': {
    'en-us': 'Stepwell {version} answers at {url}, but cannot take work. {why}',
    'zh-cn': 'Stepwell {version} 在 {url} 应答，但无法接受任务。{why}',
  },
  'server.otherVersion': {
    'en-us': 'Stepwell {version} answers at {url}, and this command is of {ours}: use those of one version.',
    'zh-cn': '{url} 应答的是 Stepwell {version}，而此命令为 {ours}：请使用同一版本。',
  },
  'server.foreign': {
    'en-us': 'What answers at {url} is no Stepwell: set STEPWELL_URL to where it is, or leave it out.',
    'zh-cn': '在 {url} 应答的不是 Stepwell：请将 STEPWELL_URL 设为其地址，或不设置。',
  },
  ...servedCertificateWords,
  'server.silent': {
    'en-us': 'Nothing answers at {url} ({why}): see the log of the server, and start it again.',
    'zh-cn': '{url} 没有应答（{why}）：请查看服务器日志，并重新启动。',
  },
  'server.starting': {
    'en-us': 'Process {pid} has the folder and does not listen yet: try again in a moment.',
    'zh-cn': '进程 {pid} 已占用目录但尚未监听：请稍后再试。',
  },
  'server.startsForLong': {
    'en-us':
      'Process {pid} has had the folder for {ageSeconds} and does not listen: see its log, or end it and start again.',
    'zh-cn': '进程 {pid} 占用目录已 {ageSeconds}，但仍未监听：请查看其日志，或结束它并重新启动。',
  },
  'server.killed': {
    'en-us':
      'The server (pid {pid}) has ended without stopping. Nothing is lost, and its tasks wait: stepwell serve --data {folder}',
    'zh-cn': '服务器（进程 {pid}）异常终止。数据没有丢失，任务正在等待：stepwell serve --data {folder}',
  },
  'server.stopped': {
    'en-us': 'None runs, and no task waits for one: stepwell serve --data {folder}',
    'zh-cn': '没有运行，也没有任务等待：stepwell serve --data {folder}',
  },
  'server.stoppedAmidWork': {
    'en-us': 'None runs, and tasks wait for one ({tasksCount}): stepwell serve --data {folder}',
    'zh-cn': '没有运行，有 {tasksCount} 个任务等待其启动：stepwell serve --data {folder}',
  },

  'worker.ok': {
    'en-us': 'process {pid} was heard of {ageSeconds} ago',
    'zh-cn': '进程 {pid}，{ageSeconds}前有心跳',
  },
  'worker.none': {
    'en-us': 'A server runs without a worker, so no task goes on: see its log.',
    'zh-cn': '服务器正在运行但没有工作进程，任务无法继续：请查看其日志。',
  },
  'worker.late': {
    'en-us':
      'Process {pid} was last heard of {ageSeconds} ago: the server ends it and starts another. If that does not happen, see its log.',
    'zh-cn': '进程 {pid} 上次心跳在 {ageSeconds}前：服务器会终止它并启动新的进程。若没有，请查看服务器日志。',
  },

  'clock.ok': {
    'en-us': 'not behind anything that was stored (the newest is of {newestAt})',
    'zh-cn': '不早于任何已保存的时刻（最新为 {newestAt}）',
  },
  'clock.back': {
    'en-us':
      'This clock is {offSeconds} behind what was stored last ({newestAt}): it was set back. Set it right, and keep it so with NTP.',
    'zh-cn': '时钟比最后保存的时刻（{newestAt}）早 {offSeconds}：时钟曾被回拨。请校正，并用 NTP 保持准确。',
  },
  'serverClock.ok': { 'en-us': 'the same as here', 'zh-cn': '与本机一致' },
  'serverClock.off': {
    'en-us':
      'The clock of the server at {url} differs from this one by {offSeconds}: set both right with NTP.',
    'zh-cn': '服务器 {url} 的时钟与本机相差 {offSeconds}：请用 NTP 校正二者。',
  },
  'instanceClock.ok': {
    'en-us': 'those of {serversCount} servers are the same as here',
    'zh-cn': '{serversCount} 台服务器的时钟与本机一致',
  },
  'instanceClock.off': {
    'en-us':
      'The clock of {address} ({name}) differs from this one by {offSeconds}: keys that expire do so at another time. Set both right with NTP.',
    'zh-cn':
      '{address}（{name}）的时钟与本机相差 {offSeconds}：会过期的 key 将在其他时刻过期。请用 NTP 校正二者。',
  },

  'instance.none': { 'en-us': 'none is registered', 'zh-cn': '尚未登记' },
  'instance.ok': {
    'en-us': '{name} ({service}) answers: {found}',
    'zh-cn': '{name}（{service}）有应答：{found}',
  },
  'instance.notProbed': {
    'en-us': '{name} ({service}): no driver can look into this service yet.',
    'zh-cn': '{name}（{service}）：目前尚无法探测该服务。',
  },
  'instance.refused': {
    'en-us': '{name} ({service}) cannot be used: {why}',
    'zh-cn': '{name}（{service}）无法使用：{why}',
  },
  'instance.silent': {
    'en-us': '{name} ({service}) has not answered for {limitSeconds}: look at the server and the network.',
    'zh-cn': '{name}（{service}）在 {limitSeconds}内没有应答：请检查服务器和网络。',
  },
  'instance.sealed': {
    'en-us': '{name} ({service}): the key ring does not open how to reach it. See above.',
    'zh-cn': '{name}（{service}）：密钥环无法打开其访问方式，见上文。',
  },

  'webhook.none': { 'en-us': 'there are none', 'zh-cn': '尚无' },
  'webhook.ok': {
    'en-us': '{webhooksCount} of them; none has given a message up',
    'zh-cn': '共 {webhooksCount} 个；没有放弃的消息',
  },
  'webhook.dead': {
    'en-us':
      '{id} to {origin} has taken nothing since {deadAt}; messages given up: {givenUpCount}. Last: {why}. Mend it, then: stepwell webhook retry {id}',
    'zh-cn':
      '{id}（{origin}）自 {deadAt} 起未接收任何消息；已放弃 {givenUpCount} 条。最近一次：{why}。修复后执行：stepwell webhook retry {id}',
  },
  'webhook.givenUp': {
    'en-us':
      '{id} to {origin} works again; messages given up before: {givenUpCount}. To send them: stepwell webhook retry {id}',
    'zh-cn': '{id}（{origin}）已恢复；此前放弃 {givenUpCount} 条消息。重新发送：stepwell webhook retry {id}',
  },
  'webhook.disabled': {
    'en-us':
      '{id} to {origin} was disabled by its receiver at {disabledAt} (HTTP 410): remove it, or use it again with stepwell webhook retry {id}',
    'zh-cn':
      '{id}（{origin}）于 {disabledAt} 被接收方停用（HTTP 410）：请移除，或执行 stepwell webhook retry {id} 重新启用',
  },

  'check.failed': {
    'en-us': 'This could not be looked at: {why}',
    'zh-cn': '无法检查此项：{why}',
  },
} satisfies { readonly [name: string]: Words }
export type FindingWord = keyof typeof findingWords

/** Says what was found, in a language. */
export function sayFinding(says: FindingWord, language: Language, parameters: WordParameters): string {
  return fill(findingWords[says][language], parameters)
}
