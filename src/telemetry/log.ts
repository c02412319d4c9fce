import { pino, type DestinationStream, type Logger } from 'pino'
import { withoutSecrets } from './without-secrets.ts'

/** Fields that are written nowhere, whoever puts them into a line. */
const secretFields = ['authorization', 'headers', 'password', 'secretKey', 'secret', 'signature', 'token']

/** Makes the log of a server: one line of JSON for each thing that happened, to standard output unless told otherwise. */
export function createLog(destination?: DestinationStream): Logger {
  const options = {
    redact: secretFields.flatMap(field => [field, `*.${field}`, `*.*.${field}`]),
    hooks: { streamWrite: withoutSecrets },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
