import { isIP } from 'node:net'
import type { Network } from './core/network.ts'
import type { KeepRule, Retention } from './core/retention.ts'
import type { Language } from './core/words.ts'

/** What the environment says: where a server listens, and where the command line finds one. */
export interface Settings {
  /** STEPWELL_PORT, default 7100; 0: any free one. */
  readonly port: number
  /** STEPWELL_HOST, default 127.0.0.1. */
  readonly host: string
  /** STEPWELL_DATA, the data folder; default ./data. */
  readonly data: string
  /** STEPWELL_PROXY: a proxy in front ends TLS, so that a host beyond loopback may be listened on. */
  readonly proxy: boolean
  /** STEPWELL_TLS_CERTIFICATE and STEPWELL_TLS_KEY, PEM files that are read anew when they change; null: not set. */
  readonly tlsCertificate: string | null
  readonly tlsKey: string | null
  /** STEPWELL_DCS_TIMES: the form of times on the DCS wire, as its text documents it or as its example shows it. */
  readonly dcsTimes: 'documented' | 'example'
  /** STEPWELL_DMS_NUMBERS: the form of milliseconds and counts on the DMS wire; `by_client`: each as its SDK reads them. */
  readonly dmsNumbers: 'by_client' | 'number' | 'text'
  /** STEPWELL_KEEP: how long ended tasks are kept. */
  readonly keep: Retention
  /** STEPWELL_AUDIT_DAYS: how many days the audit of sign-ins and of changes of users, keys and policies is kept; default 365. */
  readonly auditDays: number
  /** STEPWELL_WEBHOOKS_TO: where messages of webhooks may go beside public addresses, also over plain http; default nowhere. */
  readonly webhooksTo: readonly Network[]
  /** STEPWELL_URL: where a server answers; null: what the credentials file says. */
  readonly url: string | null
  /** STEPWELL_TOKEN; null: the credentials file's. */
  readonly token: string | null
  /** STEPWELL_ACCESS_KEY; null: the credentials file's. */
  readonly accessKey: string | null
  /** STEPWELL_SECRET_KEY; null: the credentials file's. */
  readonly secretKey: string | null
  /** STEPWELL_INSTANCE_PASSWORD: the password of an instance that is being added; null: none. */
  readonly instancePassword: string | null
  /** STEPWELL_PASSWORD: the password that is asked for, of a user that is created, changed or given a token; null: none. */
  readonly password: string | null
  /** STEPWELL_LANG, else the locale (LC_ALL, LC_MESSAGES, LANG); default en-us. */
  readonly language: Language
}

/** What a setting has to be: a port, a count of days, yes or no, an address, how long tasks are kept, networks, or one of a few words. */
export type Expected = 'port' | 'days' | 'switch' | 'address' | 'retention' | 'networks' | readonly string[]

/** A setting that cannot be used. Its value is not kept: it may be a secret in the wrong place. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
  /** The variable, or the option of the command line. */
  readonly setting: string
  readonly expected: Expected

  constructor(setting: string, expected: Expected) {
    super(
      `${setting} has to be ${typeof expected === 'string' ? expectations[expected] : expected.join(' or ')}.`,
    )
    this.setting = setting
    this.expected = expected
  }
}

const expectations = {
  port: 'a whole number from 0 to 65535',
  days: 'a whole number of days from 1 to 36500',
  switch: 'true or false',
  address: 'an http or https address without user and password',
  retention:
    'status:age:count, with commas, as in succeeded:90d:10000,failed:365d:all (succeeded, failed, cancelled or deleted; ' +
    'days from 1d on or forever; a count from 1 on or all)',
  networks: 'networks or addresses with commas, as in 10.20.0.0/16,fd00:1::/32,127.0.0.1',
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings. Throws a {@link SettingError} for the first value that cannot be used; empty means not set. */
export function readSettings(environment: Environment = process.env): Settings {
  const text = (variable: string): string | null => environment[variable]?.trim() || null
  return {
    port: readPort(text('STEPWELL_PORT')),
    host: text('STEPWELL_HOST') ?? '127.0.0.1',
    data: text('STEPWELL_DATA') ?? './data',
    proxy: readSwitch('STEPWELL_PROXY', text('STEPWELL_PROXY')),
    tlsCertificate: text('STEPWELL_TLS_CERTIFICATE'),
    tlsKey: text('STEPWELL_TLS_KEY'),
    dcsTimes: readChoice(
      'STEPWELL_DCS_TIMES',
      text('STEPWELL_DCS_TIMES'),
      ['documented', 'example'],
      'documented',
    ),
    dmsNumbers: readChoice(
      'STEPWELL_DMS_NUMBERS',
      text('STEPWELL_DMS_NUMBERS'),
      ['by_client', 'number', 'text'],
      'by_client',
    ),
    keep: readRetention('STEPWELL_KEEP', text('STEPWELL_KEEP')),
    auditDays: readDays('STEPWELL_AUDIT_DAYS', text('STEPWELL_AUDIT_DAYS')),
    webhooksTo: readNetworks('STEPWELL_WEBHOOKS_TO', text('STEPWELL_WEBHOOKS_TO')),
    url: readUrl('STEPWELL_URL', text('STEPWELL_URL')),
    token: text('STEPWELL_TOKEN'),
    accessKey: text('STEPWELL_ACCESS_KEY'),
    secretKey: text('STEPWELL_SECRET_KEY'),
    // A password may begin or end with a blank.
    instancePassword: environment['STEPWELL_INSTANCE_PASSWORD'] || null,
    password: environment['STEPWELL_PASSWORD'] || null,
    language: readLanguage(text('STEPWELL_LANG'), text('LC_ALL') ?? text('LC_MESSAGES') ?? text('LANG')),
  }
}

/** A port from its text; throws a {@link SettingError} in the name of the variable or option it came from. */
export function readPort(text: string | null, name = 'STEPWELL_PORT'): number {
  if (text === null) return 7100
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port < 0 || port > 65_535) throw new SettingError(name, 'port')
  return port
}

function readDays(variable: string, text: string | null): number {
  if (text === null) return 365
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (days < 1 || days > 36_500) throw new SettingError(variable, 'days')
  return days
}

function readSwitch(variable: string, text: string | null): boolean {
  if (text === null || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw new SettingError(variable, 'switch')
}

function readChoice<Choice extends string>(
  variable: string,
  text: string | null,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  if (text === null) return otherwise
  const chosen = choices.find(choice => choice === text)
  if (chosen === undefined) throw new SettingError(variable, choices)
  return chosen
}

const dayMs = 24 * 60 * 60 * 1000

/** A failure may be asked about for a year; and no wire lists more than the newest 10,000 tasks. */
const usualRetention: Retention = {
  succeeded: { ageMs: 90 * dayMs, count: 10_000 },
  failed: { ageMs: 365 * dayMs, count: 10_000 },
  cancelled: { ageMs: 90 * dayMs, count: 10_000 },
  deleted: { ageMs: 90 * dayMs, count: 10_000 },
}

/** A status that is not named keeps its usual bounds. */
function readRetention(variable: string, text: string | null): Retention {
  const parts = text === null ? [] : text.split(',').map(part => /^(\w+):([^:]+):([^:]+)$/.exec(part.trim()))
  const rules = parts.map(part => {
    const [, status = '', age = '', count = ''] = part ?? []
    if (!Object.hasOwn(usualRetention, status)) throw new SettingError(variable, 'retention')
    return [status, readKeepRule(variable, age, count)] as const
  })
  const named = Object.fromEntries(rules)
  if (Object.keys(named).length < rules.length) throw new SettingError(variable, 'retention')
  return { ...usualRetention, ...named }
}

function readKeepRule(variable: string, age: string, count: string): KeepRule {
  const days = /^[1-9]\d{0,4}d$/.test(age) ? Number.parseInt(age, 10) : null
  const most = /^[1-9]\d{0,8}$/.test(count) ? Number(count) : null
  if ((days === null && age !== 'forever') || (most === null && count !== 'all'))
    throw new SettingError(variable, 'retention')
  return { ageMs: days === null ? null : days * dayMs, count: most }
}

function readNetworks(variable: string, text: string | null): readonly Network[] {
  return (text?.split(',') ?? []).map(part => {
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part.trim()) ?? []
    const version = isIP(address)
    const longest = version === 4 ? 32 : 128
    const prefix = bits === undefined ? longest : Number(bits)
    if (version === 0 || address.includes('%') || prefix > longest)
      throw new SettingError(variable, 'networks')
    return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' }
  })
}

function readUrl(variable: string, text: string | null): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (!plain) throw new SettingError(variable, 'address')
  return text
}

function readLanguage(chosen: string | null, locale: string | null): Language {
  if (chosen !== null) return readChoice('STEPWELL_LANG', chosen.toLowerCase(), ['en-us', 'zh-cn'], 'en-us')
  return locale !== null && /^zh\b|^zh_/i.test(locale) ? 'zh-cn' : 'en-us'
}
