import { auditDetails } from '../../../../../src/telling/audit-details.ts'

/** What an entry of the audit tells beside who and what, in one line. */
export function detailsText(details: object): string {
  return auditDetails(details)
    .map(([name, text]) => `${name}: ${text}`)
    .join(' · ')
}
