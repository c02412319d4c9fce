/** What is counted of each word of a closed list. */
export const byWord = <Word extends string>(
  words: readonly Word[],
  count: (word: Word) => number,
): { readonly [word in Word]: number } =>
  Object.fromEntries(words.map(word => [word, count(word)])) as { readonly [word in Word]: number }
