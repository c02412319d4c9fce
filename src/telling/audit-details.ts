import { printable } from './printable.ts'

/** What an entry of the audit tells beside who and what: names and values as the API has them, without those that are null. */
export function auditDetails(details: object): readonly (readonly [name: string, text: string])[] {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [
      printable(name),
      printable(typeof value === 'string' ? value : JSON.stringify(value)),
    ])
}
