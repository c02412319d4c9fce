/** Why access could not do what it was asked; a refused caller is no error but a `RefusalReason`. */
export type AccessErrorCode =
  | 'url_malformed'
  | 'header_malformed'
  | 'sealed_unreadable'
  | 'sealed_unknown_key'
  | 'sealed_wrong_record'
  | 'sealed_tampered'
  | 'file_exists'
  | 'file_unusable'
  | 'file_exposed'
  | 'file_corrupt'

/** What went wrong with a key, a sealed value or a file of access; the message names the remedy and never a secret. */
export class AccessError extends Error {
  override readonly name = 'AccessError'
  readonly code: AccessErrorCode

  constructor(code: AccessErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
