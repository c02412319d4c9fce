/** What an entry of the audit tells beside who and what, in one line: names and values as the API has them. */
export function detailsText(details: object): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
