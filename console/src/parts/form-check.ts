import { useState, type FormEvent } from 'react'
import { useLanguage } from '../words/language.tsx'

/** What stands between a form and its sending: a field of it is empty that must not be, only half filled in, or a moment that no clock tells. */
type Fault = 'form.missing' | 'form.unfinished' | 'form.noMoment'

/** A form that is looked at before it is sent; the browser itself would speak its own language. */
export interface CheckedForm {
  /** What a form is given. */
  readonly form: {
    readonly noValidate: true
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
    readonly onChange: (event: FormEvent<HTMLFormElement>) => void
  }
  /** What is wrong with a field, by its name; null: nothing. */
  readonly problemOf: (name: string) => string | null
}

/** Sends a form once no field of it that has a name is empty though it is required, half filled in, or no moment. */
export function useFormCheck(send: () => void): CheckedForm {
  const { say } = useLanguage()
  const [faults, setFaults] = useState<ReadonlyMap<string, Fault>>(new Map())
  return {
    form: {
      noValidate: true,
      onSubmit(event) {
        event.preventDefault()
        const found = faultsIn(event.currentTarget)
        setFaults(found)
        const [first] = found.keys()
        if (first === undefined) send()
        else event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
      },
      onChange(event) {
        const form = event.currentTarget
        // What was told is taken back once it is mended; nothing is told to who still types.
        if (faults.size > 0) setFaults(new Map([...faultsIn(form)].filter(([name]) => faults.has(name))))
      },
    },
    problemOf(name) {
      const fault = faults.get(name)
      return fault === undefined ? null : say(fault)
    },
  }
}

type NamedField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const faultsIn = (form: HTMLFormElement): ReadonlyMap<string, Fault> =>
  new Map(
    [...form.querySelectorAll<NamedField>('input[name], textarea[name], select[name]')].flatMap(field => {
      const fault = faultOf(field)
      return fault === null ? [] : [[field.name, fault] as const]
    }),
  )

function faultOf({ type, validity, required, value }: NamedField): Fault | null {
  // A date of which a part is missing has no value at all.
  if (validity.badInput) return 'form.unfinished'
  if (type === 'datetime-local' && value !== '' && Number.isNaN(Date.parse(value))) return 'form.noMoment'
  return required && value.trim() === '' ? 'form.missing' : null
}
