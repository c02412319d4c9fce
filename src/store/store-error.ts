import type { Words } from '../core/words.ts'

/**
 * What keeps a store from working, in one line for a person at a terminal: what happened, to what, and what to do next;
 * the message is the English one. What a commit may be refused for is a {@link Refusal} instead.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly words: Words

  constructor(words: Words, options?: ErrorOptions) {
    super(words['en-us'], options)
    this.words = words
  }
}

/** What an error says: a {@link StoreError} in every language, any other as it is. */
export function wordsOf(error: unknown): Words {
  if (error instanceof StoreError) return error.words
  const text = error instanceof Error ? error.message : String(error)
  return { 'en-us': text, 'zh-cn': text }
}

/** The refusal of every verb of a store that was closed. */
export function closedStore(): StoreError {
  return new StoreError({
    'en-us': 'the store is closed; open it again to go on',
    'zh-cn': '存储已关闭；请重新打开后继续',
  })
}
