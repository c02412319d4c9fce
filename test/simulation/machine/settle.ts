/**
 * Resolves when all code has run that need not wait for a turn: microtasks run dry before the loop goes round. A round
 * costs about 1 µs here (M), as much as thirty awaits, which would be a guess at how deep a chain of promises may be.
 */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
