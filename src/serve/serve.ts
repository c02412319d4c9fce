import { flushCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { isUnspecified } from '../access/address.ts'
import { fill, type WordParameters } from '../core/words.ts'
import { startServer, type ServeSettings } from '../main.ts'
import { developmentFiles } from '../tls/development-certificate.ts'
import { serverWords } from '../words/server.ts'

/** Runs a server until a signal ends it: what `stepwell serve` does. */
export async function serve(settings: ServeSettings & { readonly json: boolean }): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  const say = (word: keyof typeof serverWords, parameters: WordParameters = {}): void =>
    print(fill(serverWords[word][settings.language], parameters))
  // A recipe's code runs here, too, when it is loaded: one line for a person, never a stack.
  process.on('uncaughtException', error => {
    process.stderr.write(`stepwell: ${error.message.replaceAll('\n', ' ')}\n`)
    process.exit(1)
  })
  const server = await startServer(settings)
  if (settings.json) print(JSON.stringify({ url: server.url, created: server.created }))
  else if (server.created !== null) {
    say('firstKey', { file: join(resolve(settings.data), 'credentials.json') })
    const { accessKey, secretKey, token } = server.created
    print(`export STEPWELL_ACCESS_KEY=${accessKey}`)
    print(`export STEPWELL_SECRET_KEY=${secretKey}`)
    print(`export STEPWELL_TOKEN=${token}`)
  }
  const ended = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      if (!settings.json) say('stopping')
      server.close().then(ended.resolve, ended.reject)
    })
  if (!settings.json && settings.developmentCertificate)
    say(server.replacedCertificate ? 'developmentCertificateAnew' : 'developmentCertificate', {
      file: developmentFiles(resolve(settings.data)).certificate,
    })
  if (!settings.json && settings.hold) say('holds')
  // Last: who reads it may end the server at once.
  if (!settings.json)
    say(isUnspecified(settings.host) ? 'listeningEverywhere' : 'listening', { url: server.url })
  // Now, not at the end: the next start is to be quick also when this process is killed.
  flushCompileCache()
  await ended.promise
}
