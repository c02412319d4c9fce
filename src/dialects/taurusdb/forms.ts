import { StepwellError } from '../../core/error.ts'
import { formWords } from '../../words/forms.ts'

/** A refusal with this `reason` has a code of its own on the wire. */
export const instanceIdReason = 'instance_id'

const misformed = (
  path: string,
  form: keyof typeof formWords,
  parameters: { readonly reason?: string } = {},
): StepwellError =>
  new StepwellError('invalid_request', parameters, { problems: [{ path, message: formWords[form] }] })

/** "The value contains 36 characters with a suffix of in07. Only letters and digits are allowed." Throws `invalid_request`. */
export function requireInstanceId(place: string, id: string): void {
  if (!/^[A-Za-z0-9]{32}in07$/.test(id))
    throw misformed(place, 'taurusInstanceId', { reason: instanceIdReason })
}

/** Holds the ids of a path to their documented forms. Throws `invalid_request`. */
export function requirePathForms(path: { readonly [name: string]: string }): void {
  const { project_id: project, instance_id: instance } = path
  // "The value contains 32 characters. Only letters and digits are allowed."
  if (project !== undefined && !/^[A-Za-z0-9]{32}$/.test(project))
    throw misformed('{project_id}', 'projectId')
  if (instance !== undefined) requireInstanceId('{instance_id}', instance)
}

/** As in `2018-08-06T10:41:14+0800`; `Z` is taken too, and a space for the plus that nobody has encoded in a query. */
const timeForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:Z|([+ -])(\d\d):?(\d\d))$/

/** The moment of a query's time, in milliseconds since the epoch. Throws `invalid_request`. */
export function readTime(name: string, text: string): number {
  const [, moment, sign = '+', hours = '00', minutes = '00'] = timeForm.exec(text) ?? []
  const read = Date.parse(`${moment}${sign === '-' ? '-' : '+'}${hours}:${minutes}`)
  if (Number.isNaN(read)) throw misformed(`?${name}`, 'timeWithOffset')
  return read
}

/** A moment as the wire writes it, in UTC: `2018-08-06T02:41:14+0000`. Null: not yet; unlike "" it reads as none in every SDK. */
export function wireTime(moment: number | null): string | null {
  return moment === null ? null : `${new Date(moment).toISOString().slice(0, 19)}+0000`
}
