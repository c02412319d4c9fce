/** A policy's document as a person reads it: what is all in one line is laid out, what somebody has laid out stays. */
export function readableDocument(document: string): string {
  if (document.trim().includes('\n')) return document
  try {
    return JSON.stringify(JSON.parse(document), null, 2)
  } catch {
    return document
  }
}
