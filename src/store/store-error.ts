/**
 * What keeps a store from working. The message is one line for a person at a terminal: what happened, to what, and what
 * to do next. What a commit may be refused for is a {@link Refusal} instead.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** The refusal of every verb of a store that was closed. */
export function closedStore(): StoreError {
  return new StoreError('the store is closed; open it again to go on')
}
