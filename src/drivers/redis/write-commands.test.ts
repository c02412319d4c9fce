import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RedisServer, startRedis } from '../../../test/servers/redis-server.ts'
import { openConnection } from './connection.ts'
import { type WriteTable, collectWrittenKeys, loadWriteTable } from './write-commands.ts'

const cases: readonly (readonly [command: string, keys: readonly string[]])[] = [
  ['SET k v', ['k']],
  ['MSET a 1 b 2', ['a', 'b']],
  ['DEL a b c', ['a', 'b', 'c']],
  ['RENAME a b', ['a', 'b']],
  ['SUNIONSTORE to a b', ['to']],
  ['ZUNIONSTORE to 2 a b', ['to']],
  ['LMOVE a b LEFT RIGHT', ['a', 'b']],
  ['BITOP AND to a b', ['to']],
  ['BITFIELD k SET u8 0 1', ['k']],
  ['COPY a b REPLACE', ['b']],
  ['RESTORE k 0 x REPLACE', ['k']],
  ['PEXPIREAT k 1700000000000', ['k']],
  ['SORT list BY nosort STORE to', ['to']],
  ['SORT list BY store STORE to', ['STORE', 'to']],
  ['SORT list', []],
  ['GEORADIUS k 1 2 3 km STORE to', ['to']],
  ['GEORADIUSBYMEMBER k m 3 km STOREDIST to', ['to']],
  ['GEOSEARCHSTORE to k FROMMEMBER m BYRADIUS 3 km', ['to']],
  ['XADD s * f v', ['s']],
  ['XGROUP CREATE s g $', ['s']],
  ['XREADGROUP GROUP g c STREAMS s t > >', ['s', 't']],
  ['XCLAIM s g c 0 1-1', ['s']],
  ['MIGRATE host 1 k 0 100', ['k']],
  ['LMPOP 2 a b LEFT', ['a', 'b']],
  ['EVAL script 2 a b c', ['a', 'b']],
  ['PFCOUNT a b', ['a', 'b']],
  ['PUBLISH channel text', []],
  ['SPUBLISH channel text', []],
  ['SELECT 0', []],
  ['MULTI', []],
  ['EXEC', []],
  ['PING', []],
  ['FUNCTION LOAD code', []],
  ['SCRIPT LOAD code', []],
]

describe('keys of a replicated command', () => {
  let server: RedisServer
  let table: WriteTable
  before(async () => {
    server = await startRedis()
    const connection = await openConnection({ host: '127.0.0.1', port: server.port })
    table = await loadWriteTable(connection)
    connection.close()
  })
  after(() => server.stop())

  for (const [command, expected] of cases) {
    test(command, () => {
      const keys: string[] = []
      const effect = collectWrittenKeys(table, command.split(' '), keys)
      // A key too many is harmless; none may be missing, and none is expected where nothing is written.
      for (const key of expected) assert.ok(keys.includes(key), `${key} is missing in ${keys.join(' ')}`)
      assert.equal(keys.length > 0, expected.length > 0, keys.join(' '))
      assert.equal(effect, expected.length > 0 ? 'keys' : 'none')
    })
  }

  test('the whole database is another one', () => {
    for (const command of ['FLUSHALL', 'FLUSHDB', 'SWAPDB 0 1']) {
      assert.equal(collectWrittenKeys(table, command.split(' '), []), 'flushed', command)
    }
  })

  test('a command that the server does not list is not passed over', () => {
    assert.equal(collectWrittenKeys(table, ['SOMETHING.NEW', 'k'], []), 'unknown')
  })
})
