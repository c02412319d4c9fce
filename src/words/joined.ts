import { languages, type Language, type Words } from '../core/words.ts'

/** Sentences, one behind the other. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'zh-cn' ? '' : ' ')
}

/** A sentence that another may follow; recipes may leave out its full stop. */
export function endedSentence(sentence: string, language: Language): string {
  if (/[.。!！?？]$/.test(sentence)) return sentence
  return `${sentence}${language === 'zh-cn' ? '。' : '.'}`
}

/** The same in every language. */
export function joinWords(sentences: readonly Words[]): Words {
  const joined = languages.map(language => {
    const texts = sentences.map(sentence => sentence[language])
    return [language, joinSentences(texts, language)] as const
  })
  return Object.fromEntries(joined) as Words
}

/** Names, one behind the other. */
export function joinNames(names: readonly string[], language: Language): string {
  return names.join(language === 'zh-cn' ? '、' : ', ')
}

/** Things that are wrong, each told without a full stop, one behind the other. */
export function joinProblems(problems: readonly string[], language: Language): string {
  return problems.join(language === 'zh-cn' ? '；' : '; ')
}
