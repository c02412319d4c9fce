import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  formatBytes,
  formatCompact,
  formatDuration,
  formatFineTime,
  formatMoment,
  formatNearMoment,
  formatNumber,
  formatPercent,
  formatPlace,
  formatRate,
  formatTimeOfDay,
  formatTimeZone,
} from './format.ts'

test('what lies within a second cannot be told apart', () => {
  assert.equal(formatFineTime(Date.UTC(2026, 10, 25, 21, 1, 47, 42), 'en-us', 'UTC'), '21:01:47.042')
  assert.equal(formatFineTime(Date.UTC(2026, 10, 25, 21, 1, 47, 42), 'zh-cn', 'UTC'), '21:01:47.042')
})

test('a duration is longer than two units', () => {
  const english = [0, 59.6, 65, 3600, 7265, 90_000].map(seconds => formatDuration(seconds, 'en-us'))
  assert.deepEqual(english, ['0s', '1m 0s', '1m 5s', '1h 0m', '2h 1m', '1d 1h'])
  const chinese = [5, 65, 7265, 90_000].map(seconds => formatDuration(seconds, 'zh-cn'))
  assert.deepEqual(chinese, ['5秒', '1分钟5秒', '2小时1分钟', '1天1小时'])
})

test('a percent is written in two ways', () => {
  assert.equal(formatPercent(62), '62 %')
})

test('a clock that is behind gives a negative duration', () => {
  assert.equal(formatDuration(-3, 'en-us'), '0s')
})

test('bytes are shown with more than three digits before the point', () => {
  const shown = [0, 999, 1_000, 1_234_567, 5e9, 7e15].map(bytes => formatBytes(bytes, 'en-us'))
  assert.deepEqual(shown, ['0 B', '999 B', '1 kB', '1.2 MB', '5 GB', '7,000 TB'])
})

test('a slow rate reads as standing still', () => {
  assert.deepEqual(
    [0.4, 9.94, 13_480.4].map(rate => formatRate(rate, 'en-us')),
    ['0.4', '9.9', '13,480'],
  )
})

test('a number is in the form of the other language', () => {
  assert.equal(formatNumber(400_000, 'en-us'), '400,000')
  assert.equal(formatCompact(133_333, 'en-us'), '133K')
  assert.equal(formatCompact(133_333, 'zh-cn'), '13.3万')
})

test('midnight is shown as 24 o’clock', () => {
  const midnight = Date.UTC(2026, 5, 17)
  assert.equal(formatMoment(midnight, 'en-us', 'UTC'), 'Jun 17, 2026, 00:00:00')
  assert.equal(formatMoment(midnight, 'zh-cn', 'UTC'), '2026年6月17日 00:00:00')
  assert.equal(formatTimeOfDay(midnight, 'en-us', 'UTC'), '00:00:00')
  assert.match(formatTimeOfDay(midnight, 'zh-cn'), /^\d\d:\d\d:00$/)
})

test('a moment of today is told with its date, or one of yesterday without', () => {
  const now = Date.UTC(2026, 5, 17, 0, 10)
  const near = (at: number, timeZone: string): string =>
    formatNearMoment(at, { language: 'en-us', now, timeZone })
  assert.equal(near(now + 60_000, 'UTC'), '00:11:00')
  assert.equal(near(now - 900_000, 'UTC'), 'Jun 16, 2026, 23:55:00')
  assert.equal(near(now - 900_000, 'Asia/Shanghai'), '07:55:00', 'the same day there')
})

test('places are told as 2th and 11st', () => {
  const told = [1, 2, 3, 4, 11, 12, 21, 1002].map(place => formatPlace(place, 'en-us'))
  assert.deepEqual(told, ['1st', '2nd', '3rd', '4th', '11th', '12th', '21st', '1,002nd'])
  assert.equal(formatPlace(2, 'zh-cn'), '2')
})

test('moments are told without saying where it is that late', () => {
  const [winter, summer] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)]
  assert.equal(formatTimeZone(winter, 'en-us', 'Europe/Berlin'), 'Europe/Berlin (GMT+1)')
  assert.equal(formatTimeZone(summer, 'zh-cn', 'Europe/Berlin'), 'Europe/Berlin (GMT+2)')
  assert.equal(formatTimeZone(winter, 'en-us', 'Asia/Kathmandu').slice(-11), ' (GMT+5:45)')
  assert.match(formatTimeZone(winter, 'en-us', 'UTC'), /^UTC \(GMT(?:\+0)?\)$/)
})
