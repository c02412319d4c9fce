import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { AccessError } from './access-error.ts'

/**
 * Creates a file that only its owner may read (mode 0600): whole or not at all, also when the machine stops half-way.
 * Never overwrites. Throws AccessError: `file_exists`, `file_unusable`.
 */
export const createPrivateFile = (path: string, text: string, platform = process.platform): void =>
  // A link is made only if the name is free, unlike a rename.
  writePrivateFile(path, text, linkSync, platform)

/** Puts a text in the place of such a file, whole or not at all. Throws AccessError: `file_unusable`. */
export const replacePrivateFile = (path: string, text: string, platform = process.platform): void =>
  writePrivateFile(path, text, renameSync, platform)

const writePrivateFile = (
  path: string,
  text: string,
  place: (draft: string, path: string) => void,
  platform: NodeJS.Platform,
): void => {
  const draft = join(dirname(path), `.${randomUUID()}.draft`)
  try {
    const file = openSync(draft, 'wx', 0o600)
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    place(draft, path)
    // Windows opens no folder, and keeps the name without.
    if (platform !== 'win32') syncFolder(dirname(path))
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') {
      throw new AccessError(
        'file_exists',
        `${path} exists already; it is never overwritten. Move it away first.`,
        cause,
      )
    }
    throw new AccessError(
      'file_unusable',
      `${path} cannot be created (${codeOf(cause)}); check the folder, its owner and its free space.`,
      cause,
    )
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * The text of a file that holds secrets; null if there is none. Refuses one that others than its owner may read, as ssh
 * does: a warning in a log is read too late. Throws AccessError: `file_exposed`, `file_unusable`.
 */
export const readPrivateFile = (path: string, platform = process.platform): string | null => {
  let text: string
  let mode: number
  try {
    const file = openSync(path, 'r')
    try {
      mode = fstatSync(file).mode
      text = readFileSync(file, 'utf8')
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null
    throw new AccessError(
      'file_unusable',
      `${path} cannot be read (${codeOf(cause)}); check that it is a file and yours.`,
      cause,
    )
  }
  // On Windows the mode says nothing about others.
  if (platform === 'win32' || (mode & 0o077) === 0) return text
  throw new AccessError(
    'file_exposed',
    `${path} holds secrets and others may read or write it; run: chmod 600 ${path} (and create new keys if others had access).`,
  )
}

/** The JSON object in a text; null if it is no JSON or another value. Says no more: JSON.parse quotes the text, a secret. */
export const parseJsonObject = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const content: unknown = JSON.parse(text)
    return typeof content === 'object' ? (content as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

const codeOf = (cause: unknown): string => (cause as { readonly code: string }).code

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
