import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseClusterNodes } from './cluster-nodes.ts'

// The form is that of https://redis.io/docs/latest/commands/cluster-nodes/
const nodes = `07c37df 127.0.0.1:30004@31004,host4 slave e7d1eec 0 1426238317239 4 connected
67ed2db 127.0.0.1:30002@31002,host2 master - 0 1426238316232 2 connected 5461-10921 10923
292f8b3 :30003@31003 master - 0 1426238318243 3 connected
6ec23923 fe80::1:30006@31006 master,fail - 0 1426238316232 5 connected 10922
dead :0@0 master,noaddr - 0 0 6 disconnected
e7d1eec 127.0.0.1:30001@31001, myself,master - 0 0 1 connected 0-5460 [5461->-67ed2db] [93-<-292f8b3]
`

test('masters with their slots, and slots on their way, are read; replicas and lost nodes are not', () => {
  const masters = parseClusterNodes(nodes)
  assert.deepEqual(
    masters.map(({ id, host, port, hostName }) => [id, host, port, hostName]),
    [
      ['67ed2db', '127.0.0.1', 30002, 'host2'],
      ['292f8b3', '', 30003, null],
      ['6ec23923', 'fe80::1', 30006, null],
      ['e7d1eec', '127.0.0.1', 30001, null],
    ],
  )
  assert.deepEqual(masters[0]!.slotRanges, [
    [5461, 10921],
    [10923, 10923],
  ])
  assert.deepEqual(masters[1]!.slotRanges, [])
  assert.deepEqual(masters[3]!.openSlots, [
    { slot: 5461, nodeId: 'e7d1eec', direction: 'migrating', peerId: '67ed2db' },
    { slot: 93, nodeId: 'e7d1eec', direction: 'importing', peerId: '292f8b3' },
  ])
  assert.equal(masters[3]!.isAsked, true)
})
