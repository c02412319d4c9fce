import { joinSentences } from '../../../../../src/words/joined.ts'
import type { InputField } from '../../../../../src/telling/input-fields.ts'
import { useLanguage } from '../../../words/language.tsx'

/** What is told below the name of a field: what it is for, and what may stand in it. */
export function useHint({ description, kind }: InputField): string {
  const { language, say } = useLanguage()
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
