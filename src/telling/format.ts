import type { Language } from '../core/words.ts'
import type { Telling } from './telling.ts'

/** Gives the formatters of one kind. Each is made once: that takes ten times as long as what it is made for. */
function keep<Options extends object, Formatter>(
  Kind: new (locale: string, options: Options) => Formatter,
): (locale: string, options: Options) => Formatter {
  const kept = new Map<string, Formatter>()
  return (locale, options) => {
    const key = JSON.stringify([locale, options])
    const formatter = kept.get(key) ?? new Kind(locale, options)
    kept.set(key, formatter)
    return formatter
  }
}

const numbers = keep(Intl.NumberFormat)
const durations = keep(Intl.DurationFormat)
const dates = keep(Intl.DateTimeFormat)
const ordinals = keep(Intl.PluralRules)

/** A number with the separators of the language. */
export function formatNumber(value: number, language: Language): string {
  return numbers(localeOf[language], { maximumFractionDigits: 0 }).format(value)
}

/** A number in few characters: `86K`, `8.6万`. */
export function formatCompact(value: number, language: Language): string {
  const options = { notation: 'compact', maximumSignificantDigits: 3 } as const
  return numbers(localeOf[language], options).format(value)
}

/** A rate: whole from 10 on, else with one decimal place, so that a slow step does not read as standing still. */
export function formatRate(value: number, language: Language): string {
  const maximumFractionDigits = value < 10 ? 1 : 0
  return numbers(localeOf[language], { maximumFractionDigits }).format(value)
}

/** Bytes in the unit that leaves at most three digits before the point: `512 B`, `1.2 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const power = Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const format = numbers(localeOf[language], { maximumFractionDigits: power === 0 ? 0 : 1 })
  return `${format.format(bytes / 1000 ** power)} ${byteUnits[power]}`
}

/** A part of a whole, in whole percent: `62 %`. */
export const formatPercent = (percent: number): string => `${percent} %`

/** A duration in its two largest units, short: `1m 5s`, `2h 0m`, `1分钟5秒`. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds))
  const days = Math.floor(whole / 86_400)
  const hours = Math.floor((whole % 86_400) / 3_600)
  const minutes = Math.floor((whole % 3_600) / 60)
  const format = (duration: object, last: 'seconds' | 'minutes' | 'hours'): string =>
    durations(localeOf[language], { style: 'narrow', [`${last}Display`]: 'always' }).format(duration)
  if (days > 0) return format({ days, hours }, 'hours')
  if (hours > 0) return format({ hours, minutes }, 'minutes')
  return format({ minutes, seconds: whole % 60 }, 'seconds')
}

/** A moment (milliseconds since the epoch) as date and time of day; without a time zone given, the local one. */
export function formatMoment(at: number, language: Language, timeZone?: string): string {
  return dates(localeOf[language], {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
}

/** A moment as time of day only. */
export function formatTimeOfDay(at: number, language: Language, timeZone?: string): string {
  return dates(localeOf[language], {
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
}

/** A moment as time of day, with thousandths of a second. */
export function formatFineTime(at: number, language: Language, timeZone?: string): string {
  return dates(localeOf[language], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZone,
  }).format(at)
}

/** A moment near another: where both are on the same day, the time of day is enough. */
export function formatNearMoment(at: number, { language, now, timeZone }: Telling): string {
  const day = dates('en-US', { timeZone })
  const near = day.format(at) === day.format(now)
  return (near ? formatTimeOfDay : formatMoment)(at, language, timeZone)
}

/**
 * The time zone of moments that are told, with its distance from Greenwich at a moment (milliseconds since the epoch):
 * `Europe/Berlin (GMT+1)`; without one given, the local one.
 */
export function formatTimeZone(at: number, language: Language, timeZone?: string): string {
  const format = dates(localeOf[language], { timeZone, timeZoneName: 'shortOffset' })
  const { timeZone: name } = format.resolvedOptions()
  const offset = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value
  return `${name} (${offset})`
}

/** A place in an order: `2nd`; in Chinese the number alone, since the text around it says the rest. */
export function formatPlace(place: number, language: Language): string {
  const number = formatNumber(place, language)
  const rule = ordinals('en', { type: 'ordinal' }).select(place)
  return language === 'zh-cn' ? number : `${number}${ordinalEndings[rule]}`
}

const ordinalEndings: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  zero: 'th',
  many: 'th',
  other: 'th',
}

const localeOf: Readonly<Record<Language, string>> = { 'en-us': 'en-US', 'zh-cn': 'zh-CN' }

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB']
