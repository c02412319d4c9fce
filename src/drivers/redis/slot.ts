/** Slots of a cluster, both ends included. */
export type SlotRange = readonly [first: number, last: number]

/** How many slots a cluster has. */
export const slotCount = 16384

/** Every slot: what a server outside of a cluster has. */
export const allSlots: SlotRange = [0, slotCount - 1]

const table = new Uint16Array(256).map((_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc
})

/** CRC16-CCITT (XMODEM) of a binary string, as the cluster specification has it. */
export function crc16(bytes: string, from = 0, to = bytes.length): number {
  let crc = 0
  for (let at = from; at < to; at++) {
    crc = ((crc << 8) & 0xffff) ^ table[(crc >> 8) ^ (bytes.charCodeAt(at) & 0xff)]!
  }
  return crc
}

/** The slot of a key (a binary string): of the part in the first {…} when that is not empty. */
export function slotOf(key: string): number {
  const open = key.indexOf('{')
  if (open >= 0) {
    const close = key.indexOf('}', open + 1)
    if (close > open + 1) return crc16(key, open + 1, close) & (slotCount - 1)
  }
  return crc16(key) & (slotCount - 1)
}

/** How many slots the ranges hold together. */
export function countSlots(ranges: readonly SlotRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** Slots that none of the ranges holds. */
export function uncoveredSlots(ranges: readonly SlotRange[]): readonly SlotRange[] {
  const gaps: SlotRange[] = []
  let next = 0
  for (const [first, last] of ranges.toSorted((one, other) => one[0] - other[0])) {
    if (first > next) gaps.push([next, first - 1])
    next = Math.max(next, last + 1)
  }
  if (next < slotCount) gaps.push([next, slotCount - 1])
  return gaps
}

/** A short hash tag whose slot lies in the ranges: keys that hold it go to that node. */
export function hashTagWithin(ranges: readonly SlotRange[]): string {
  for (let number = 0; ; number++) {
    if (number > 50 * slotCount) throw new Error('No hash tag falls into these slots: are there any?')
    const slot = slotOf(String(number))
    if (ranges.some(([first, last]) => slot >= first && slot <= last)) return `{${number}}`
  }
}
