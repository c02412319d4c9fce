import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allSlots, countSlots, crc16, hashTagWithin, slotOf, uncoveredSlots } from './slot.ts'

test('CRC16 is the one of the cluster specification', () => {
  assert.equal(crc16('123456789'), 0x31c3)
  assert.equal(crc16(''), 0)
})

test('a key goes to the slot that Redis gives it', () => {
  // CLUSTER KEYSLOT of Redis 7.0.15
  const cases: readonly (readonly [string, number])[] = [
    ['foo', 12182],
    ['bar', 5061],
    ['{user1000}.following', 3443],
    ['{user1000}.followers', 3443],
    ['foo{}{bar}', 8363],
    ['foo{{bar}}zap', 4015],
    ['foo{bar}{zap}', 5061],
    ['\xff\x00\xfe', 434],
    ['', 0],
    ['{}', 15257],
  ]
  for (const [key, slot] of cases) assert.equal(slotOf(key), slot, key)
})

test('gaps between ranges are found whatever their order', () => {
  assert.deepEqual(uncoveredSlots([allSlots]), [])
  assert.deepEqual(uncoveredSlots([]), [allSlots])
  assert.deepEqual(
    uncoveredSlots([
      [10, 20],
      [0, 5],
      [21, 16000],
    ]),
    [
      [6, 9],
      [16001, 16383],
    ],
  )
  assert.equal(
    countSlots([
      [0, 0],
      [10, 19],
    ]),
    11,
  )
})

test('a hash tag is found for one slot alone', () => {
  assert.equal(slotOf(`x${hashTagWithin([[16383, 16383]])}`), 16383)
})
