import type { Words } from '../core/words.ts'

/** What the command line says about backups. */
export const commandLineBackupWords = {
  'help.backup': {
    'en-us': 'copy the store into a file, while the server runs or not',
    'zh-cn': '将存储复制到文件，无论服务器是否在运行',
  },
  'help.backup.file': { 'en-us': 'the file to make', 'zh-cn': '要生成的文件' },
  'help.backup.force': { 'en-us': 'replace an earlier backup of that name', 'zh-cn': '覆盖以前的同名备份' },
  'help.backup.after': {
    'en-us': `The key ring (key-ring.json in the data folder) is not in the backup: keep a copy of it elsewhere. Without it
no secret in the backup can be opened; together they open them all.`,
    'zh-cn': `备份中不含密钥环（数据目录中的 key-ring.json）：请另行保存其副本。没有它无法打开备份中的任何密钥；
二者在一起则可打开全部密钥。`,
  },
  'help.restore': { 'en-us': 'make a data folder of a backup', 'zh-cn': '用备份恢复数据目录' },
  'help.restore.file': {
    'en-us': 'a file that `stepwell backup` made',
    'zh-cn': '`stepwell backup` 生成的文件',
  },
  'help.restore.force': {
    'en-us': 'put the database that is there aside',
    'zh-cn': '将已有的数据库移到一旁',
  },
  'help.restore.after': {
    'en-us': `The server must be stopped. Tasks that were under way go on at its next start, unless that is told to
--hold: never start a restored folder while another server works on the same instances.`,
    'zh-cn': `须先停止服务器。进行中的任务会在其下次启动后继续（除非使用 --hold）：
若另有服务器正在操作同一批实例，切勿启动恢复的目录。`,
  },

  'backup.progress': {
    'en-us': 'Copying: {percent} % ({done} of {total})',
    'zh-cn': '正在复制：{percent} %（{done}，共 {total}）',
  },
  'backup.checking': { 'en-us': 'Reading the copy again…', 'zh-cn': '正在检查副本……' },
  'backup.interrupted': {
    'en-us': 'Stopped; no backup was made.',
    'zh-cn': '已停止，未生成备份。',
  },
  'backup.done': {
    'en-us': 'Backed up to {file} ({size}): the store as it was at {moment}.',
    'zh-cn': '已备份到 {file}（{size}）：存储在 {moment} 时的状态。',
  },
  'backup.noTasks': { 'en-us': 'It holds no tasks.', 'zh-cn': '其中没有任务。' },
  'backup.tasks': { 'en-us': 'Tasks in it:', 'zh-cn': '其中的任务：' },
  'backup.ringApart': {
    'en-us':
      'The key ring is NOT in it: keep a copy of {file} elsewhere. Without it no secret in the backup can be opened.',
    'zh-cn': '备份中不含密钥环：请另行保存 {file} 的副本。没有它无法打开备份中的任何密钥。',
  },

  'restore.done': {
    'en-us': 'Restored {file} to {database}. The newest entry in it is of {moment}.',
    'zh-cn': '已将 {file} 恢复到 {database}。其中最新的记录时间为 {moment}。',
  },
  'restore.doneEmpty': {
    'en-us': 'Restored {file} to {database}.',
    'zh-cn': '已将 {file} 恢复到 {database}。',
  },
  'restore.keptAside': {
    'en-us': 'The database that was there is now {file}: remove it once you do not need it.',
    'zh-cn': '原有的数据库现为 {file}：不再需要时请删除。',
  },
  'restore.goesOn': {
    'en-us':
      '{count} of its tasks have not ended: they go on as soon as a server starts here. No other server may work on them. To look at them first, and pause or cancel: serve --hold.',
    'zh-cn':
      '其中 {count} 个任务尚未结束：此处的服务器一启动便会继续执行。不得有其他服务器同时执行它们。如需先查看、暂停或取消：serve --hold。',
  },
  'restore.nextHeld': {
    'en-us': 'Start it, held back at first: stepwell serve --hold --data {folder}',
    'zh-cn': '先以保持状态启动：stepwell serve --hold --data {folder}',
  },
  'restore.next': {
    'en-us': 'Start it: stepwell serve --data {folder}',
    'zh-cn': '启动：stepwell serve --data {folder}',
  },

  'ring.fits': {
    'en-us': 'The key ring {file} opens its secrets.',
    'zh-cn': '密钥环 {file} 可以打开其中的密钥。',
  },
  'ring.missing': {
    'en-us':
      'There is no key ring {file}: put the one that belongs to this store there. Without it the server does not start.',
    'zh-cn': '密钥环 {file} 不存在：请将属于此存储的密钥环放到该处，否则服务器无法启动。',
  },
  'ring.unusable': {
    'en-us':
      'The key ring {file} cannot be used: it is damaged, or others may read it (run `chmod 600` on it). The server does not start with it.',
    'zh-cn':
      '密钥环 {file} 无法使用：文件已损坏，或其他用户可以读取（请执行 `chmod 600`）。服务器无法用它启动。',
  },
  'ring.other': {
    'en-us':
      'The key ring {file} does not open the secrets of this store: put the one that belongs to it there.',
    'zh-cn': '密钥环 {file} 无法打开此存储中的密钥：请将属于此存储的密钥环放到该处。',
  },
} satisfies Readonly<Record<string, Words>>
