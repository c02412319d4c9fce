import type { Language } from '../../core/words.ts'

/** Sentences, one behind the other. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'zh-cn' ? '' : ' ')
}

/** Names, one behind the other. */
export function joinNames(names: readonly string[], language: Language): string {
  return names.join(language === 'zh-cn' ? '、' : ', ')
}
