import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditEntryView } from '../../dialects/native/account-schema.ts'
import { speaker } from '../../words/command-line.ts'
import { auditTable } from './audit.ts'
import { displayWidth } from './display-width.ts'

const entry: AuditEntryView = {
  id: 1,
  at: '2026-06-17T22:00:00Z',
  act: 'policy_attached',
  by: 'administrator',
  accessKey: null,
  address: '127.0.0.1',
  subject: 'mei',
  details: { policy: 'operators', project: 'a'.repeat(32), note: '\u001b[2J' },
}
const shown = (width: number) =>
  auditTable([entry, { ...entry, details: {} }], { say: speaker('en-us'), language: 'en-us' }, width)

test('details are cut where there is room, or what is less is kept before them', () => {
  const whole = shown(Infinity)
  assert.match(
    whole[1]!,
    /Policy attached \(policy_attached\) {2}administrator {2}127.* mei +policy=operators project=a{32} note= \[2J$/,
  )
  assert.match(whole[2]!, / mei$/)
  assert.match(shown(110)[1]!, /\(policy_attached\) {2}administrator {2}mei +policy=operators project=a+…$/)
  assert.match(shown(90)[1]!, / {2}policy_attached {2}administrator {2}mei +policy=operators project=a*…$/)
  assert.match(shown(80)[1]!, / {2}policy_attached {2}mei +policy=operators.*…$/)
  for (const width of [60, 70, 80, 90, 100, 120, 200])
    for (const line of shown(width)) assert.ok(displayWidth(line) <= width, `${width}: ${line}`)
})
