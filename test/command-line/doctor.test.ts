import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sampleInstance, submit } from '../../src/store/conformance/samples.ts'
import { inTemporaryFolder } from '../../src/store/conformance/temporary-folder.ts'
import { openSqliteStore } from '../../src/store/sqlite/open.ts'
import { openTerminal } from './terminal.ts'

test('a problem is not told in one line, in both languages, with a status that a program sees', () =>
  inTemporaryFolder(async data => {
    const store = await openSqliteStore(data, { writer: 'inline' })
    await submit(store, 't1')
    await store.addInstance(sampleInstance('i1', { service: 'dms', name: 'shop\u001b[2J' }))
    const terminal = openTerminal({ environment: { STEPWELL_DATA: data } })
    const found = await terminal.type('doctor')
    assert.equal(found.exitCode, 1)
    const lines = found.stdout.trimEnd().split('\n')
    assert.equal(lines.at(-1), 'Problems: 2; warnings: 1.')
    for (const line of lines.slice(0, -2)) assert.match(line, /^(ok {5}|warning|problem) {2}\S.{16} {2}\S/)
    assert.match(found.stdout, /\nok {7}database {11}whole: 1 tasks in \d+(\.\d)? kB, schema version \d+\n/)
    assert.match(
      found.stdout,
      /\nproblem {2}server {13}None runs, and tasks wait for one \(1\): stepwell serve/,
    )
    assert.match(found.stdout, /\nproblem {2}key ring {11}.*key-ring\.json is missing: restore it/)
    assert.match(found.stdout, /\nwarning {2}instance {11}shop \[2J \(dms\): no driver can look/)
    const chinese = await terminal.type('doctor', '--lang', 'zh-cn')
    assert.match(chinese.stdout, /\n问题 {2}密钥环 {6}.*缺失：请从其副本恢复/)
    assert.match(chinese.stdout, /\n\n问题：2 个；警告：1 个。\n$/)
    await store.close()
  }))

test('a program cannot read what was found', () =>
  inTemporaryFolder(async data => {
    writeFileSync(join(data, 'credentials.json'), '{}')
    chmodSync(join(data, 'credentials.json'), 0o644)
    const terminal = openTerminal({ environment: {} })
    const { exitCode, stdout, stderr } = await terminal.type('doctor', '--json', '--data', data)
    const told = JSON.parse(stdout)
    assert.deepEqual([exitCode, stderr, told.problems, told.warnings], [1, '', 1, 2])
    const exposed = told.findings.find(({ check }: { readonly check: string }) => check === 'files')
    assert.deepEqual(exposed, {
      check: 'files',
      level: 'problem',
      code: 'files.exposed',
      message: `Others may read or write what is secret: run chmod 600 ${data}/credentials.json`,
      facts: { files: `${data}/credentials.json` },
    })
    chmodSync(join(data, 'credentials.json'), 0o600)
    const mended = await terminal.type('doctor', '--data', data)
    assert.equal(mended.exitCode, 0)
    assert.match(mended.stdout, /\n\nNo problems; warnings: 2\.\n$/)
  }))
