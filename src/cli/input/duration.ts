import { misuse } from '../failure.ts'

/** A duration in milliseconds, as an option says it: `90s`, `30m`, `1h30m`, `2d`. */
export function readDuration(text: string, option: string): number {
  const [, days, hours, minutes, seconds] =
    /^(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(text) ?? []
  const number = (digits: string | undefined): number => Number(digits ?? 0)
  const inHours = number(days) * 24 + number(hours)
  const durationMs = ((inHours * 60 + number(minutes)) * 60 + number(seconds)) * 1000
  if (durationMs === 0) throw misuse('usage.duration', { option, text })
  return durationMs
}
