import type { Language } from '../../../../../src/core/words.ts'
import type { InputField } from '../../../../../src/telling/input-fields.ts'
import { joinSentences } from '../../../../../src/words/joined.ts'
import type { Say } from '../../../../../src/words/telling.ts'

type HintWord = `form.${'onePerLine' | 'asJson' | 'between' | 'atLeast' | 'atMost'}`

/** What is told below the name of a field: what it is for, and what may stand in it. */
export function hintOf({ description, kind }: InputField, language: Language, say: Say<HintWord>): string {
  const allowed = (): string => {
    switch (kind.type) {
      case 'texts':
        return say('form.onePerLine')
      case 'json':
        return say('form.asJson')
      case 'number': {
        const { minimum, maximum } = kind
        if (minimum !== null && maximum !== null) return say('form.between', { minimum, maximum })
        if (minimum !== null) return say('form.atLeast', { minimum })
        return maximum === null ? '' : say('form.atMost', { maximum })
      }
      default:
        return ''
    }
  }
  return joinSentences(
    [description, allowed()].filter(text => text !== ''),
    language,
  )
}
