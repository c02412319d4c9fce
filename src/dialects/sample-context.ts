import { samplesShownAt } from './samples.ts'
import type { ViewContext } from './view.ts'
import { usualForms } from './wire-forms.ts'

/** To whom and when a sample is shown: in English, to who is no administrator and says nothing of its client; with these differences. */
export const sampleContext = (change: Partial<ViewContext> = {}): ViewContext => ({
  language: 'en-us',
  now: samplesShownAt,
  forms: usualForms,
  administrator: false,
  userName: by => (by === 'STWLAAAAAAAAAAAAAAAA' ? 'lin' : null),
  mayAct: () => true,
  ...change,
})
