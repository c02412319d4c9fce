/** How far the date of a signature may be from the server's clock, to either side. */
export const dateToleranceMs = 15 * 60_000

/** Epoch milliseconds of a date in the form YYYYMMDDTHHMMSSZ; null if it has another form or names no real moment. */
export const parseSdkDate = (text: string): number | null => {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return null
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2)
  const [month, day] = [twoDigits(text, 4), twoDigits(text, 6)]
  const [hour, minute, second] = [twoDigits(text, 9), twoDigits(text, 11), twoDigits(text, 13)]
  if (hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // Date.UTC carries over: 30 February is 1 or 2 March, month 13 the next January.
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.getTime() : null
}

/** The number that two digits are; as texts to be cut out and read, six of them would cost a microsecond. */
const twoDigits = (text: string, at: number): number =>
  10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * '0'.charCodeAt(0)

/** A moment in the form YYYYMMDDTHHMMSSZ, whole seconds. */
export const formatSdkDate = (moment: number): string => {
  const text = new Date(moment).toISOString()
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`
}
