import { join } from 'node:path'
import { AccessError } from '../access/access-error.ts'
import { readCredentialsFile, type Credentials } from '../access/credentials-file.ts'
import { readServerUrl } from '../access/server-url-file.ts'
import type { Settings } from '../config.ts'
import { CommandFailure } from './failure.ts'

/** Where the server is and who asks it. Null: what says who asks, the environment or the credentials file, does not hold it. */
export interface Connection {
  /** Origin: scheme, host and port. */
  readonly url: string
  readonly token: string | null
  readonly accessKey: string | null
  readonly secretKey: string | null
  readonly project: string | null
  /** Where credentials are looked for when the environment has none. */
  readonly credentialsFile: string
  /** Whether the environment says who asks: then the file does not, not even for what the environment leaves out. */
  readonly saidByEnvironment: boolean
}

/** Finds the server and the credentials: the environment first, then the data folder. Throws a {@link CommandFailure}. */
export function findConnection(settings: Settings): Connection {
  const credentialsFile = join(settings.data, 'credentials.json')
  const kept = readCredentials(credentialsFile, settings)
  // Who is named in the environment must not do half of it as the one whom the file is of: that is an administrator.
  const saidByEnvironment = saysSomeoneElse(settings, kept)
  const own = saidByEnvironment ? settings : kept
  return {
    url: serverOf(settings, kept),
    token: own?.token ?? null,
    accessKey: own?.accessKey ?? null,
    secretKey: own?.secretKey ?? null,
    // Another key's project would be filled into paths that the key may not see.
    project: kept !== null && own?.accessKey === kept.accessKey ? kept.project : null,
    credentialsFile,
    saidByEnvironment,
  }
}

/** Finds the server alone, for who has no credentials yet: then the file of them is in nobody's way. */
export function findServer(settings: Settings): string {
  return settings.url === null ? findConnection(settings).url : serverOf(settings, null)
}

const serverOf = (settings: Settings, kept: Credentials | null): string =>
  new URL(settings.url ?? kept?.url ?? readServerUrl(settings.data) ?? defaultUrl(settings)).origin

type Said = Pick<Settings, 'token' | 'accessKey' | 'secretKey'>

/** Whether the environment says anything of who asks that the file does not. */
const saysSomeoneElse = (said: Said, kept: Said | null): boolean =>
  (['token', 'accessKey', 'secretKey'] as const).some(
    name => said[name] !== null && said[name] !== kept?.[name],
  )

/** Why nobody can be asked as: there is no token. */
export const noToken = ({ saidByEnvironment, credentialsFile: path }: Connection): CommandFailure =>
  saidByEnvironment
    ? new CommandFailure('error.noOwnToken')
    : new CommandFailure('error.noCredentials', { path })

/** Why nothing can be signed: there is no access key, or no secret key of it. */
export const noPair = ({ saidByEnvironment, credentialsFile: path }: Connection): CommandFailure =>
  saidByEnvironment
    ? new CommandFailure('error.noOwnAccessKey')
    : new CommandFailure('error.noAccessKey', { path })

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
