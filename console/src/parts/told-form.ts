import { useFormCheck, type CheckedForm } from './form-check.ts'
import { useLanguage } from '../words/language.tsx'
import { problemsOf } from './problems.ts'

interface ToldFormProps {
  /** Why the server has refused it; null: it has not. */
  readonly error: Error | null
  /** Names of the fields that show what is wrong with them. */
  readonly places: readonly string[]
  readonly send: () => void
}

/** A form that is looked at before it is sent, and whose fields tell what the server finds wrong with them. */
interface ToldForm extends CheckedForm {
  /** The refusal, where not all of it stands at the fields; null: it does, or there is none. */
  readonly untold: Error | null
}

/** Sends a form, and tells what is wrong with it at its fields as far as they show it. */
export function useToldForm({ error, places, send }: ToldFormProps): ToldForm {
  const { language } = useLanguage()
  const { form, problemOf } = useFormCheck(send)
  const problems = problemsOf(error, language)
  const isTold = problems.size > 0 && [...problems.keys()].every(place => places.includes(place))
  return {
    form,
    problemOf: name => problemOf(name) ?? problems.get(name) ?? null,
    untold: isTold ? null : error,
  }
}
