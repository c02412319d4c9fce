import type { Words } from '../core/words.ts'

/** What the command line says around what the doctor finds. */
export const commandLineDoctorWords = {
  'help.doctor': {
    'en-us': 'look at the data folder, the server, the clocks and every instance',
    'zh-cn': '检查数据目录、服务器、时钟和全部实例',
  },
  'help.doctor.after': {
    'en-us': `It changes nothing, prints no secret, and works whether the server runs or not.
Exit status 0: no problem was found.`,
    'zh-cn': `不作任何改动，不输出密钥，无论服务器是否在运行均可使用。退出码 0：未发现问题。`,
  },
  'doctor.well': { 'en-us': 'No problems.', 'zh-cn': '未发现问题。' },
  'doctor.warnings': {
    'en-us': 'No problems; warnings: {warnings}.',
    'zh-cn': '未发现问题；警告：{warnings} 个。',
  },
  'doctor.problems': {
    'en-us': 'Problems: {problems}; warnings: {warnings}.',
    'zh-cn': '问题：{problems} 个；警告：{warnings} 个。',
  },
} satisfies Readonly<Record<string, Words>>
