import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { developmentCertificate } from './development-certificate.ts'
import { servedNames, type Machine } from './served-names.ts'

const machine: Machine = {
  name: 'Tasks',
  interfaces: {
    lo: [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
    eth0: [
      { address: '192.0.2.2', family: 'IPv4', internal: false },
      { address: '169.254.7.7', family: 'IPv4', internal: false },
      { address: '2001:db8::2', family: 'IPv6', internal: false },
      { address: 'fe80::1', family: 'IPv6', internal: false },
      { address: 'fd00::2%eth0', family: 'IPv6', internal: false },
    ],
    gone: undefined,
  },
}

test('the certificate of a server does not name what clients reach it by', () => {
  const at = (host: string) => servedNames(host, machine)
  const own = { names: ['localhost', 'tasks'], addresses: ['127.0.0.1', '::1'] }
  for (const host of ['127.0.0.1', '::1', 'localhost', 'TASKS']) assert.deepEqual(at(host), own, host)
  const besides = (host: string): readonly string[] => {
    const { names, addresses } = at(host)
    return [...names.slice(2), ...addresses.slice(2)]
  }
  assert.deepEqual(besides('192.0.2.9'), ['192.0.2.9'])
  assert.deepEqual(besides('2001:DB8:0::192.0.2.9%eth0'), ['2001:db8::c000:209'])
  assert.deepEqual(besides('::ffff:192.0.2.9'), ['192.0.2.9'])
  assert.deepEqual(besides('tëst.example.com.'), ['xn--tst-jma.example.com'])
  assert.deepEqual(besides('0.0.0.0'), ['192.0.2.2'], 'it listens over IPv4 alone')
  assert.deepEqual(besides('::'), ['192.0.2.2', '2001:db8::2', 'fd00::2'])
})

test('a kept certificate does not name where a server listens now, or one that does is made anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-tls-'))
  const made = async (host: string) => {
    const { certificate, replaced } = await developmentCertificate(
      folder,
      Date.now(),
      servedNames(host, machine),
    )
    return { replaced, certificate: new X509Certificate(readFileSync(certificate)) }
  }
  try {
    assert.equal((await made('127.0.0.1')).replaced, false, 'there was none to replace')
    assert.equal((await made('localhost')).replaced, false)
    const everywhere = await made('::')
    assert.equal(everywhere.replaced, true)
    for (const address of ['192.0.2.2', '2001:db8::2', '127.0.0.1'])
      assert.ok(everywhere.certificate.checkIP(address), address)
    // One that names more than is needed now will do.
    for (const host of ['::', '0.0.0.0', '192.0.2.2', 'fd00::2', '127.0.0.1'])
      assert.equal((await made(host)).replaced, false, host)
    const named = await made('tasks.example.com')
    assert.equal(named.replaced, true)
    assert.ok(named.certificate.checkHost('tasks.example.com'))
    assert.equal(named.certificate.checkIP('192.0.2.2'), undefined, 'nor what it need not')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
