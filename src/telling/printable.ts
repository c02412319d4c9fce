/**
 * Makes a text from elsewhere fit for a terminal: control characters, which could move the cursor or rewrite what is
 * shown, become blanks.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
