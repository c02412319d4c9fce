import type { Words } from '../core/words.ts'

/** What the command line says about logs and exports. */
export const commandLineRecordWords = {
  'help.logs': {
    'en-us': "what a task's operation wrote, step by step",
    'zh-cn': '显示任务各步骤的日志',
  },
  'help.logs.step': { 'en-us': 'of this step only', 'zh-cn': '仅该步骤' },
  'help.logs.follow': {
    'en-us': 'go on until the task has ended; ctrl-C leaves it running',
    'zh-cn': '持续显示直至任务结束，Ctrl-C 不影响任务运行',
  },
  'help.export': {
    'en-us': 'histories of tasks as JSON lines, for replay and for keeping',
    'zh-cn': '以 JSON 行导出任务历史，供回放和留存',
  },
  'help.export.tasks': {
    'en-us': "ids of tasks; none: all of the project's",
    'zh-cn': '任务 ID，省略则为项目的全部任务',
  },
  'help.export.since': {
    'en-us': 'submitted at this moment or later, as in 2026-06-17T22:00:00Z',
    'zh-cn': '仅该时刻及之后提交的任务，如 2026-06-17T22:00:00Z',
  },
  'help.export.until': { 'en-us': 'submitted before this moment', 'zh-cn': '仅该时刻之前提交的任务' },

  'logs.none': { 'en-us': 'Nothing has been written yet.', 'zh-cn': '尚无日志。' },
  'logs.left': {
    'en-us': 'Stopped reading; the task goes on.',
    'zh-cn': '已停止显示，任务仍在继续。',
  },
  'logs.unknownStep': {
    'en-us': 'The task has no step {step}: choose from {steps}.',
    'zh-cn': '任务没有步骤 {step}：可选值为 {steps}。',
  },
  'export.namedAndFound': {
    'en-us': 'Tasks are named, so there is nothing to filter: leave the options out.',
    'zh-cn': '已指定任务，无需筛选：请去掉这些选项。',
  },
} satisfies Readonly<Record<string, Words>>
