import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPort, readSettings, SettingError } from './config.ts'

const refused = (setting: string) => (error: unknown) =>
  error instanceof SettingError &&
  error.setting === setting &&
  error.message.startsWith(`${setting} has to be `)

const day = 24 * 60 * 60 * 1000
const usual = {
  succeeded: { ageMs: 90 * day, count: 10_000 },
  failed: { ageMs: 365 * day, count: 10_000 },
  cancelled: { ageMs: 90 * day, count: 10_000 },
  deleted: { ageMs: 90 * day, count: 10_000 },
}

test('an empty environment does not give what is documented', () => {
  assert.deepEqual(readSettings({}), {
    port: 7100,
    host: '127.0.0.1',
    data: './data',
    proxy: false,
    tlsCertificate: null,
    tlsKey: null,
    dcsTimes: 'documented',
    dmsNumbers: 'by_client',
    keep: usual,
    auditDays: 365,
    webhooksTo: [],
    url: null,
    token: null,
    accessKey: null,
    secretKey: null,
    instancePassword: null,
    password: null,
    language: 'en-us',
  })
})

test('an empty variable is taken for a value', () => {
  const empty = {
    STEPWELL_PORT: '',
    STEPWELL_DATA: ' ',
    STEPWELL_URL: '',
    STEPWELL_LANG: '',
    STEPWELL_PROXY: '',
  }
  assert.deepEqual(readSettings(empty), readSettings({}))
})

test('a variable is not read', () => {
  const settings = readSettings({
    STEPWELL_PORT: '0',
    STEPWELL_HOST: '::1',
    STEPWELL_DATA: '/data',
    STEPWELL_PROXY: 'true',
    STEPWELL_TLS_CERTIFICATE: '/tls/server.pem',
    STEPWELL_TLS_KEY: '/tls/key.pem',
    STEPWELL_DCS_TIMES: 'example',
    STEPWELL_DMS_NUMBERS: 'text',
    STEPWELL_KEEP: 'failed:forever:all, cancelled:1d:5',
    STEPWELL_WEBHOOKS_TO: '10.20.0.0/16, 127.0.0.1,fd00:1::/32,::1,0.0.0.0/0',
    STEPWELL_URL: 'https://tasks.example.com',
    STEPWELL_TOKEN: 't',
    STEPWELL_ACCESS_KEY: 'a',
    STEPWELL_SECRET_KEY: 's',
    STEPWELL_INSTANCE_PASSWORD: ' p ',
    STEPWELL_PASSWORD: ' q ',
    STEPWELL_AUDIT_DAYS: '30',
    STEPWELL_LANG: 'ZH-CN',
  })
  assert.deepEqual(settings, {
    port: 0,
    host: '::1',
    data: '/data',
    proxy: true,
    tlsCertificate: '/tls/server.pem',
    tlsKey: '/tls/key.pem',
    dcsTimes: 'example',
    dmsNumbers: 'text',
    keep: {
      succeeded: usual.succeeded,
      failed: { ageMs: null, count: null },
      cancelled: { ageMs: day, count: 5 },
      deleted: { ageMs: 90 * day, count: 10_000 },
    },
    auditDays: 30,
    webhooksTo: [
      { address: '10.20.0.0', prefix: 16, family: 'ipv4' },
      { address: '127.0.0.1', prefix: 32, family: 'ipv4' },
      { address: 'fd00:1::', prefix: 32, family: 'ipv6' },
      { address: '::1', prefix: 128, family: 'ipv6' },
      { address: '0.0.0.0', prefix: 0, family: 'ipv4' },
    ],
    url: 'https://tasks.example.com',
    token: 't',
    accessKey: 'a',
    secretKey: 's',
    instancePassword: ' p ',
    password: ' q ',
    language: 'zh-cn',
  })
})

test('a bad value is passed on', () => {
  for (const text of ['x', '-1', '65536', '7100 7101', '7.1'])
    assert.throws(() => readSettings({ STEPWELL_PORT: text }), refused('STEPWELL_PORT'), text)
  assert.throws(() => readPort('x', '--port'), refused('--port'))
  assert.throws(() => readSettings({ STEPWELL_PROXY: 'yes please' }), refused('STEPWELL_PROXY'))
  assert.throws(() => readSettings({ STEPWELL_DCS_TIMES: 'both' }), refused('STEPWELL_DCS_TIMES'))
  assert.throws(() => readSettings({ STEPWELL_LANG: 'fr-fr' }), refused('STEPWELL_LANG'))
  for (const keep of [
    '90d',
    'failed',
    'failed:90d',
    'failed:90d:10:1',
    'failed:90:10',
    'failed:0d:10',
    'failed:90d:0',
    'failed:12h:all',
    'failed:all:forever',
    'running:90d:10',
    'toString:90d:10',
    'failed:90d:10,',
    'failed:90d:10,failed:80d:10',
  ])
    assert.throws(() => readSettings({ STEPWELL_KEEP: keep }), refused('STEPWELL_KEEP'), keep)
  for (const networks of [
    'localhost',
    '10.20.0.0/33',
    '10.20.0.0/',
    '10.20.0.0/x',
    '10.20/16',
    'fd00::/129',
    'fe80::1%eth0',
    '10.0.0.1,',
    '10.0.0.1 10.0.0.2',
  ])
    assert.throws(
      () => readSettings({ STEPWELL_WEBHOOKS_TO: networks }),
      refused('STEPWELL_WEBHOOKS_TO'),
      networks,
    )
  for (const url of ['x', 'ftp://h', 'http://user:secret@h'])
    assert.throws(() => readSettings({ STEPWELL_URL: url }), refused('STEPWELL_URL'), url)
})

test('a refused value is repeated, which may be a secret in the wrong place', () => {
  for (const variable of [
    'STEPWELL_PORT',
    'STEPWELL_PROXY',
    'STEPWELL_DCS_TIMES',
    'STEPWELL_DMS_NUMBERS',
    'STEPWELL_URL',
    'STEPWELL_LANG',
    'STEPWELL_KEEP',
    'STEPWELL_WEBHOOKS_TO',
  ])
    assert.throws(
      () => readSettings({ [variable]: 'topsecret' }),
      (error: Error) => !JSON.stringify([error, error.message]).includes('topsecret'),
    )
})

test('a locale is refused, or its language not taken', () => {
  const languageOf = (environment: Record<string, string>) => readSettings(environment).language
  assert.equal(languageOf({ LANG: 'zh_CN.UTF-8' }), 'zh-cn')
  assert.equal(languageOf({ LANG: 'zh' }), 'zh-cn')
  assert.equal(languageOf({ LANG: 'C.UTF-8' }), 'en-us')
  assert.equal(languageOf({ LANG: 'fr_FR' }), 'en-us')
  assert.equal(languageOf({ LANG: 'zh_CN', LC_ALL: 'en_US' }), 'en-us')
  assert.equal(languageOf({ LANG: 'en_US', LC_MESSAGES: 'zh_CN' }), 'zh-cn')
  assert.equal(languageOf({ LANG: 'zh_CN', STEPWELL_LANG: 'en-us' }), 'en-us')
})

test('an audit is kept for no time, or for ever by mistake', () => {
  for (const text of ['0', '-1', '1.5', '36501', 'forever'])
    assert.throws(() => readSettings({ STEPWELL_AUDIT_DAYS: text }), { setting: 'STEPWELL_AUDIT_DAYS' }, text)
})
