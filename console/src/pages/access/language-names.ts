import type { Language } from '../../../../src/core/words.ts'

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { 'en-us': 'English', 'zh-cn': '中文' }
