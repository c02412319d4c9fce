/** A title as it stands in a sentence: the full stop that some wires want is left out. */
export const bareTitle = (title: string): string => title.replace(/[.。]$/, '')
