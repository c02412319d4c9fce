/** How far the date of a signature may be from the server's clock, to either side. */
export const dateToleranceMs = 15 * 60_000

/** Epoch milliseconds of a date in the form YYYYMMDDTHHMMSSZ; null if it has another form or names no real moment. */
export const parseSdkDate = (text: string): number | null => {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return null
  const number = (start: number, end: number): number => Number(text.slice(start, end))
  const [month, day] = [number(4, 6), number(6, 8)]
  const [hour, minute, second] = [number(9, 11), number(11, 13), number(13, 15)]
  if (hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(Date.UTC(number(0, 4), month - 1, day, hour, minute, second))
  // Date.UTC carries over: 30 February is 1 or 2 March, month 13 the next January.
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.getTime() : null
}

/** A moment in the form YYYYMMDDTHHMMSSZ, whole seconds. */
export const formatSdkDate = (moment: number): string => {
  const text = new Date(moment).toISOString()
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`
}
