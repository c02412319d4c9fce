import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { languages, type Language } from '../../../src/core/words.ts'
import { consoleWords } from '../../../src/words/console.ts'
import { keep, readKept } from '../browser/kept.ts'
import { sayer, tellingWords, type Say, type TellingWord } from '../../../src/words/telling.ts'

/** Everything the console itself says; what the server says comes in its answers. */
const words = { ...tellingWords, ...consoleWords }
type ConsoleWord = TellingWord | keyof typeof consoleWords

/** The language of the page, and what speaks it. */
export interface LanguageChoice {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
  readonly say: Say<ConsoleWord>
}

const kept = 'stepwell-language'
const LanguageContext = createContext<LanguageChoice | null>(null)

/** The language that was chosen here, or the browser's. */
function firstLanguage(): Language {
  const chosen = readKept(kept)
  if (typeof chosen === 'string' && isLanguage(chosen)) return chosen
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-cn' : 'en-us'
}

const isLanguage = (text: string): text is Language => languages.some(language => language === text)

/** Lets all that is within speak one language, which is switched without a reload. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, speak] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh-cn' ? 'zh-CN' : 'en'
  }, [language])
  const choice = useMemo(
    () => ({
      language,
      setLanguage(chosen: Language) {
        keep(kept, chosen)
        speak(chosen)
      },
      say: sayer(words, language),
    }),
    [language],
  )
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

/** The language of the page. */
export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext)
  if (choice === null) throw new Error('there is no LanguageProvider')
  return choice
}
