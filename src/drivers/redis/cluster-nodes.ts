import type { SlotRange } from './slot.ts'

/** A slot on its way from one master to another. */
export interface OpenSlot {
  readonly slot: number
  /** The master that says so. */
  readonly nodeId: string
  readonly direction: 'migrating' | 'importing'
  /** The master at the other end. */
  readonly peerId: string
}

/** One master, as a line of CLUSTER NODES has it. */
export interface ClusterMaster {
  readonly id: string
  /** Announced address; '' when the node does not know its own. */
  readonly host: string
  /** Announced name; null when there is none. */
  readonly hostName: string | null
  readonly port: number
  readonly slotRanges: readonly SlotRange[]
  /** Only the line of the server asked tells them. */
  readonly openSlots: readonly OpenSlot[]
  /** True for the server that was asked. */
  readonly isAsked: boolean
}

/**
 * The masters of CLUSTER NODES that can be reached, one line each:
 * `id host:port@busPort[,hostName] flags masterId pingSent pongReceived epoch link slot slot-slot [slot->-id] [slot-<-id]`
 */
export function parseClusterNodes(text: string): readonly ClusterMaster[] {
  return text
    .split('\n')
    .map(line => line.trim().split(' '))
    .filter(words => words.length >= 8 && isUsableMaster(words[2]!.split(',')))
    .map(parseMaster)
}

function isUsableMaster(flags: readonly string[]): boolean {
  return flags.includes('master') && !flags.includes('noaddr') && !flags.includes('handshake')
}

function parseMaster(words: readonly string[]): ClusterMaster {
  const [id, address, flags] = words as [string, string, string]
  const [place, hostName] = address.split(',')
  const [hostAndPort] = place!.split('@')
  const colon = hostAndPort!.lastIndexOf(':')
  const slots = words.slice(8)
  return {
    id,
    host: hostAndPort!.slice(0, colon),
    hostName: hostName === undefined || hostName === '' ? null : hostName,
    port: Number(hostAndPort!.slice(colon + 1)),
    slotRanges: slots.flatMap(word => (word.startsWith('[') ? [] : [parseRange(word)])),
    openSlots: slots.flatMap(word => (word.startsWith('[') ? [parseOpenSlot(id, word)] : [])),
    isAsked: flags.split(',').includes('myself'),
  }
}

function parseRange(word: string): SlotRange {
  const [first, last] = word.split('-').map(Number)
  return [first!, last ?? first!]
}

function parseOpenSlot(nodeId: string, word: string): OpenSlot {
  const migrating = word.includes('->-')
  const [slot, peerId] = word.slice(1, -1).split(migrating ? '->-' : '-<-')
  return {
    slot: Number(slot),
    nodeId,
    direction: migrating ? 'migrating' : 'importing',
    peerId: peerId ?? '',
  }
}
