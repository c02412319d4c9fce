import { AccessError } from './access-error.ts'
import { isProjectId } from './keys.ts'
import { createPrivateFile, parseJsonObject, readPrivateFile, replacePrivateFile } from './private-file.ts'

/** What the command line needs to ask a server as somebody. */
export interface Credentials {
  /** Where the server answers; null if the file leaves it to the setting. */
  readonly url: string | null
  readonly accessKey: string
  readonly secretKey: string
  readonly token: string
  /** 32 hex digits. */
  readonly project: string
}

/** Writes credentials to a new file (mode 0600, durable, never over another). Throws AccessError. */
export const createCredentialsFile = (path: string, credentials: Credentials): void =>
  createPrivateFile(path, textOf(credentials))

/** Puts other credentials in the place of such a file (mode 0600, durable, whole or not at all). Throws AccessError. */
export const replaceCredentialsFile = (path: string, credentials: Credentials): void =>
  replacePrivateFile(path, textOf(credentials))

const textOf = ({ url, ...rest }: Credentials): string =>
  `${JSON.stringify(url === null ? rest : { url, ...rest }, null, 2)}\n`

/** The credentials in a file; null if there is no file. Throws AccessError if it is not whole or open to others. */
export const readCredentialsFile = (path: string): Credentials | null => {
  const text = readPrivateFile(path)
  if (text === null) return null
  const content = parseJsonObject(text)
  if (content === null) throw corrupt(path, 'it is not a JSON object')
  const field = (name: string): string => {
    const value = content[name]
    if (typeof value !== 'string' || value === '') throw corrupt(path, `it has no "${name}"`)
    return value
  }
  const url = content['url'] === undefined ? null : field('url')
  if (url !== null && !URL.canParse(url)) throw corrupt(path, 'its "url" is not an address')
  const project = field('project')
  if (!isProjectId(project)) throw corrupt(path, 'its "project" is not 32 hex digits')
  return { url, accessKey: field('accessKey'), secretKey: field('secretKey'), token: field('token'), project }
}

const corrupt = (path: string, what: string): AccessError =>
  new AccessError(
    'file_corrupt',
    `The credentials file ${path} is damaged: ${what}. Restore it, or move it away and start the server again, which makes a new administrator's key.`,
  )
