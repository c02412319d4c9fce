import type { ReadinessPart } from '../core/readiness.ts'
import type { Words } from '../core/words.ts'

/** What it means that a part of a server is missing. Anybody may read it: it tells no name, path or cause. */
export const readinessWords: { readonly [part in ReadinessPart]: Words } = {
  server: {
    'en-us': 'The server is starting or ending: ask again in a moment.',
    'zh-cn': '服务器正在启动或停止：请稍后再查询。',
  },
  hold: {
    'en-us':
      'The server holds (serve --hold): submissions are kept, and no task begins or goes on until it is started without --hold.',
    'zh-cn':
      '服务器处于保持状态（serve --hold）：任务会被保留，但在不带 --hold 重新启动之前不会开始或继续执行。',
  },
  store: {
    'en-us':
      'The store cannot be read or written: look at the disk of the data folder and at the log, or run stepwell doctor.',
    'zh-cn': '存储无法读取或写入：请检查数据目录所在磁盘和日志，或运行 stepwell doctor。',
  },
  worker: {
    'en-us': 'No worker is heard of: submissions are kept and wait. The log tells how the last one ended.',
    'zh-cn': '没有可用的工作进程：任务会被保留并等待。日志说明上一个工作进程如何终止。',
  },
  events: {
    'en-us': 'Events come late to streams and metrics. Work goes on all the same.',
    'zh-cn': '事件流和指标有延迟。任务照常执行。',
  },
}
