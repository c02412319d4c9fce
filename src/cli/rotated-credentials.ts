import { realpathSync } from 'node:fs'
import { readCredentialsFile, replaceCredentialsFile, type Credentials } from '../access/credentials-file.ts'
import type { KeyView } from '../dialects/native/account-schema.ts'
import { joinSentences } from '../words/joined.ts'
import type { CommandContext } from './context.ts'

/**
 * Puts the new secret and token of a rotated key into the credentials file of the data folder, where that has the key, and
 * says in a line for a person what became of it, and where those before are still to be changed. Never throws: the new
 * values have to be shown whatever happens here.
 */
export function renewCredentials(
  rotated: KeyView,
  {
    say,
    settings,
    connection,
    language,
  }: Pick<CommandContext, 'say' | 'settings' | 'connection' | 'language'>,
): string {
  const { credentialsFile: path } = connection()
  const kept = credentialsIn(path)
  const told =
    kept?.accessKey === rotated.accessKey
      ? say(isRenewed(path, kept, rotated) ? 'key.fileRenewed' : 'key.fileNotRenewed', { path })
      : say('key.changeElsewhere')
  const isInEnvironment =
    settings.accessKey === rotated.accessKey ||
    (kept?.accessKey === rotated.accessKey && settings.token === kept.token)
  return joinSentences(isInEnvironment ? [told, say('key.environmentStale')] : [told], language)
}

function isRenewed(path: string, kept: Credentials, { secretKey, token }: KeyView): boolean {
  try {
    // Where the name is a link, what it leads to is replaced, not the link.
    replaceCredentialsFile(realpathSync(path), { ...kept, secretKey, token })
    return true
  } catch {
    return false
  }
}

/** Null: there are none that can be read, so that nobody here is let in by them. */
function credentialsIn(path: string): Credentials | null {
  try {
    return readCredentialsFile(path)
  } catch {
    return null
  }
}
