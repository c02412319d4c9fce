import { fill, type Language, type WordParameters, type Words } from '../src/core/words.ts'

/** Everything the demo says, in both languages. */
const demoWords = {
  title: {
    'en-us': 'Stepwell: a live migration of a real Redis into a real three-node cluster',
    'zh-cn': 'Stepwell：将真实的Redis在线迁移到真实的三节点集群',
  },
  usage: {
    'en-us':
      'npm run demo -- [--fast] [--keep]\n  --fast  copy as fast as it goes\n  --keep  leave everything running at the end, until Ctrl-C',
    'zh-cn':
      'npm run demo -- [--fast] [--keep]\n  --fast  不限制复制速度\n  --keep  结束后保持运行，直到按Ctrl-C',
  },
  fetching: {
    'en-us':
      'Getting a Redis server (found on PATH, or Debian’s package unpacked into a cache, without root) …',
    'zh-cn': '正在获取Redis服务器（使用PATH中的，或将Debian软件包解压到缓存，无需root）…',
  },
  servers: {
    'en-us': 'Started a source on port {source} and a cluster on ports {cluster}.',
    'zh-cn': '已启动源端（端口 {source}）和集群（端口 {cluster}）。',
  },
  console: {
    'en-us': 'Look at it in a browser: {url} (access key {accessKey}, secret key {secretKey}).',
    'zh-cn': '可在浏览器中查看：{url}（AK {accessKey}，SK {secretKey}）。',
  },
  seeding: {
    'en-us': 'Seeding {keys} mixed keys with TTLs …',
    'zh-cn': '正在写入 {keys} 个混合类型、带TTL的key …',
  },
  writing: {
    'en-us': 'A client writes {rate} times a second, and goes on doing so.',
    'zh-cn': '客户端以每秒 {rate} 次的速度持续写入。',
  },
  submitted: {
    'en-us': 'Submitted redis.migrate as task {task}.',
    'zh-cn': '已提交redis.migrate，任务为 {task}。',
  },
  killing: {
    'en-us': '{percent} %: kill -9 {pid}, the worker process, in the middle of its work.',
    'zh-cn': '{percent} %：执行 kill -9 {pid}，在工作进程执行过程中将其杀死。',
  },
  resumed: {
    'en-us': 'A new worker, pid {pid}, goes on from the checkpoint.',
    'zh-cn': '新的工作进程（pid {pid}）从检查点继续。',
  },
  comparing: {
    'en-us':
      'The client has followed to the cluster. Comparing every key of the old source with the cluster …',
    'zh-cn': '客户端已切换到集群。正在逐一比对旧源端与集群的所有key …',
  },
  documentIn: { 'en-us': 'What the DCS API answers ({language}):', 'zh-cn': 'DCS接口的返回（{language}）：' },
  what: { 'en-us': 'RESULT', 'zh-cn': '结果' },
  value: { 'en-us': 'VALUE', 'zh-cn': '值' },
  keys: { 'en-us': 'keys compared', 'zh-cn': '已比对的key' },
  rate: { 'en-us': 'keys/s of the full copy', 'zh-cn': '全量复制速度（key/秒）' },
  throttled: {
    'en-us': '{rate} (throttled; --fast takes it off)',
    'zh-cn': '{rate}（已限速，--fast可取消）',
  },
  pause: { 'en-us': 'write pause at cut-over', 'zh-cn': '割接时写入暂停' },
  milliseconds: { 'en-us': '{milliseconds} ms', 'zh-cn': '{milliseconds} 毫秒' },
  gap: { 'en-us': 'longest wait of the client', 'zh-cn': '客户端最长等待' },
  kills: { 'en-us': 'kills survived', 'zh-cn': '经受的kill -9次数' },
  written: { 'en-us': 'writes while it ran', 'zh-cn': '迁移期间的写入' },
  lost: { 'en-us': 'acknowledged writes lost', 'zh-cn': '丢失的已确认写入' },
  differences: { 'en-us': 'differences (different, missing, extra)', 'zh-cn': '差异（不同、缺失、多余）' },
  failed: {
    'en-us': 'The demo did not end as it should: {why}',
    'zh-cn': '演示未按预期结束：{why}',
  },
  kept: {
    'en-us': 'Everything is left running. To go on with it (Ctrl-C here ends it all):',
    'zh-cn': '一切保持运行。可继续使用（在此按Ctrl-C结束）：',
  },
  cleaned: {
    'en-us': 'All servers are stopped and their folders removed.',
    'zh-cn': '所有服务器已停止，目录已删除。',
  },
} satisfies { readonly [name: string]: Words }

/** Says something of the demo in a language. */
export type Say = (word: keyof typeof demoWords, parameters?: WordParameters) => string

export function speaker(language: Language): Say {
  return (word, parameters = {}) => fill(demoWords[word][language], parameters)
}
