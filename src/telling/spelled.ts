/** A name as programs write it (`keyCount`), as words: for what has none in the catalogue. */
export const spelled = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
