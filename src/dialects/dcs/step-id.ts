import { hash } from 'node:crypto'

/**
 * An id in the form of a UUID for a step or sub-step: the wire wants one and the model has names. Always the same for the
 * same task and names, so that a client may tell steps apart by it.
 */
export function stepId(...names: readonly string[]): string {
  const digits = hash('sha256', JSON.stringify(names))
  // Version 8: derived in a way of one's own (RFC 9562); the variant's two bits are 10.
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
