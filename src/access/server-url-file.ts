import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file of a data folder in which its server writes down where it answers, for who looks for it on this machine. */
const fileIn = (folder: string): string => join(folder, 'server.url')

/** Writes down where the server of a data folder answers. Gives what removes it again. */
export const writeServerUrl = (folder: string, url: string): (() => void) => {
  const file = fileIn(folder)
  writeFileSync(file, `${url}\n`, { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** Where the server of a data folder answers; null: none runs there, it does not listen yet, or the file cannot be read. */
export const readServerUrl = (folder: string): string | null => {
  try {
    const url = readFileSync(fileIn(folder), 'utf8').trim()
    return URL.canParse(url) ? url : null
  } catch {
    return null
  }
}
