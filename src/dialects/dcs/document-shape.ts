/** What the page says of the values that are null where there is nothing to tell yet. */
const typeOfNull: { readonly [name: string]: string } = {
  remain_time: 'integer',
  begin_time: 'string',
  end_time: 'string',
}

function typeOf(name: string, value: unknown): string {
  if (value === null) return typeOfNull[name] ?? 'null'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction'
  return typeof value
}

function lines(path: string, name: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return [`${path} array`, ...value.flatMap(item => lines(`${path}[]`, name, item))]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      lines(path === '' ? key : `${path}.${key}`, key, inner),
    )
  return [`${path} ${typeOf(name, value)}`]
}

/**
 * The shape of a progress document, for tests: one line for each place and type found there (`step_details[].step_id
 * string`), in the order of the document, each once. Two documents whose lines are equal have the same keys, in the same
 * order, of the same types; a null of a time or of the remaining time counts as what it will be.
 */
export function documentShape(document: unknown): readonly string[] {
  return [...new Set(lines('', '', document))]
}
