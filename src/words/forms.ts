import type { Words } from '../core/words.ts'

/** What is wrong with a value that is not in the form its page gives. */
export const formWords = {
  projectId: { 'en-us': 'must be 32 letters and digits', 'zh-cn': '必须由32个英文字母或数字组成' },
  taurusInstanceId: {
    'en-us': 'must be 36 letters and digits that end in in07',
    'zh-cn': '必须由36个英文字母或数字组成，且以in07结尾',
  },
  timeWithOffset: {
    'en-us': 'must be a time as 2018-08-06T10:41:14+0800',
    'zh-cn': '必须是形如 2018-08-06T10:41:14+0800 的时间',
  },
} as const satisfies { readonly [form: string]: Words }
