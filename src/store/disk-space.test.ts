import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freeBytesFor, refuseFullDisk } from './disk-space.ts'
import { StoreError } from './store-error.ts'

test('a copy fills the disk that the server writes to', () => {
  const gigabyte = 1e9
  refuseFullDisk('/backup/a.db', gigabyte, 2 * gigabyte)
  assert.throws(
    () => refuseFullDisk('/backup/a.db', gigabyte, gigabyte),
    error => {
      assert.ok(error instanceof StoreError)
      assert.match(error.message, /^\/backup\/a\.db needs 1068 MB on its disk, and 1000 MB are free there;/)
      assert.match(error.words['zh-cn'], /1068 MB .*1000 MB/)
      return true
    },
  )
  assert.ok(freeBytesFor(join(tmpdir(), 'a.db')) > 0)
})
