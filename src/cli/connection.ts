import { join } from 'node:path'
import { AccessError } from '../access/access-error.ts'
import { readCredentialsFile, type Credentials } from '../access/credentials-file.ts'
import { readServerUrl } from '../access/server-url-file.ts'
import type { Settings } from '../config.ts'
import { CommandFailure } from './failure.ts'

/** Where the server is and who asks it. Null: neither the environment nor the credentials file says. */
export interface Connection {
  /** Origin: scheme, host and port. */
  readonly url: string
  readonly token: string | null
  readonly accessKey: string | null
  readonly secretKey: string | null
  readonly project: string | null
  /** Where credentials are looked for when the environment has none. */
  readonly credentialsFile: string
}

/** Finds the server and the credentials: the environment first, then the data folder. Throws a {@link CommandFailure}. */
export function findConnection(settings: Settings): Connection {
  const credentialsFile = join(settings.data, 'credentials.json')
  const kept = readCredentials(credentialsFile, settings)
  const url = settings.url ?? kept?.url ?? readServerUrl(settings.data) ?? defaultUrl(settings)
  // Half a pair from here and half from there would sign as nobody.
  const pair = settings.accessKey !== null && settings.secretKey !== null ? settings : kept
  return {
    url: new URL(url).origin,
    token: settings.token ?? kept?.token ?? null,
    accessKey: pair?.accessKey ?? null,
    secretKey: pair?.secretKey ?? null,
    // Another key's project would be filled into paths that the key may not see.
    project: kept !== null && pair?.accessKey === kept.accessKey ? kept.project : null,
    credentialsFile,
  }
}

function readCredentials(path: string, settings: Settings): Credentials | null {
  try {
    return readCredentialsFile(path)
  } catch (error) {
    // A damaged file is in nobody's way when the environment says all there is to say.
    if (settings.url !== null && (settings.token !== null || settings.secretKey !== null)) return null
    if (error instanceof AccessError && error.code === 'file_exposed')
      throw new CommandFailure('error.credentialsExposed', { path })
    if (error instanceof AccessError && error.code === 'file_corrupt')
      throw new CommandFailure('error.credentialsDamaged', { path })
    throw new CommandFailure('error.credentialsUnreadable', { path })
  }
}

/** The address a server with these settings answers at on this machine. */
function defaultUrl({ host, port, tlsCertificate }: Settings): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `${tlsCertificate === null ? 'http' : 'https'}://${name}:${port}`
}
