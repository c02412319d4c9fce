import { Argument, type Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { isKeyToken } from '../../access/keys.ts'
import { signRequest } from '../../access/sign.ts'
import type { WhoView } from '../../dialects/native/session-schema.ts'
import { contentOf } from '../client.ts'
import { noPair, noToken, type Connection } from '../connection.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes, misuse } from '../failure.ts'
import { asCurl } from '../request/curl.ts'
import { targets, type Target } from '../request/target.ts'
import { namesProject, namingService, wireRequest, type WireRequest } from '../request/wire-request.ts'
import { send, type Answer } from '../send.ts'
import { tokenHeader } from '../token-header.ts'

interface RequestOptions {
  readonly body?: string
  readonly project?: string
  readonly asCurl?: boolean
}

/** `stepwell request SERVICE [METHOD] PATH`: signs and sends any request, as a service's own clients do. */
export function addRequest(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('request')
    .description(say('help.request'))
    .addArgument(new Argument('<service>', say('help.request.service')).choices(targets))
    .argument('<method-or-path>', say('help.request.method'))
    .argument('[path]', say('help.request.path'))
    .option('--body <json>', say('help.request.body'))
    .option('--project <id>', say('help.request.project'))
    .option('--as-curl', say('help.request.asCurl'))
    .addHelpText('after', `\n${say('help.request.after')}`)
    .action(async (target: Target, first: string, second: string | undefined, options: RequestOptions) => {
      const connection = context.connection()
      const words = second === undefined ? [first] : [first, second]
      const body = options.body === undefined ? null : await readBody(options.body)
      const typed = { target, words, body, project: options.project ?? connection.project }
      const isAsked = typed.project === null && namesProject(typed)
      const project = isAsked ? await ownProject(context) : typed.project
      const request = wireRequest({ ...typed, project }, connection.url, context.language)
      if (options.asCurl === true) return context.print(asCurl(request, tokenFor(request, connection)))
      const answer = await sendAs(request, connection, context.surroundings.now())
      printAnswer(answer, context)
      if (answer.status >= 400) context.exitWith(exitCodes.notDone)
    })
}

async function readBody(text: string): Promise<string> {
  if (!text.startsWith('@')) return text
  try {
    return await readFile(text.slice(1), 'utf8')
  } catch {
    throw misuse('input.noFile', { path: text.slice(1) })
  }
}

/** The project of who asks, as the server tells it; null: there is nothing to ask with. */
async function ownProject({ connection, language, surroundings }: CommandContext): Promise<string | null> {
  const { accessKey, secretKey, token, url } = connection()
  const canSign = accessKey !== null && secretKey !== null
  if (!canSign && (token === null || isKeyToken(token))) return null
  const typed = { target: 'native', words: ['/v1/session'], body: null, project: null } as const
  const question = { ...wireRequest(typed, url, language), native: !canSign }
  const answer = await sendAs(question, connection(), surroundings.now())
  return (contentOf(answer, url) as WhoView).project
}

/** The token that a request comes with; null: none is there, or it is signed. A key's token opens the native API alone. */
function tokenFor({ native }: WireRequest, { token, accessKey, secretKey }: Connection): string | null {
  const canSign = accessKey !== null && secretKey !== null
  return native || (token !== null && !canSign && !isKeyToken(token)) ? token : null
}

function sendAs(request: WireRequest, connection: Connection, nowMs: number): Promise<Answer> {
  const { method, path, body } = request
  const token = tokenFor(request, connection)
  if (token !== null) {
    const headers = { ...namingService(request), ...tokenHeader(token) }
    return send({ method, url: new URL(request.server + path), headers, body })
  }
  if (request.native) throw noToken(connection)
  const { accessKey, secretKey } = connection
  if (accessKey === null || secretKey === null) throw noPair(connection)
  const bytes = Buffer.from(body ?? '')
  const unsigned = {
    method,
    url: request.origin + path,
    headers: request.headers,
    body: bytes,
    accessKey,
    secretKey,
    nowMs,
  }
  const { url, headers } = signRequest(unsigned)
  return send({ method, url: new URL(url.pathname + url.search, request.server), headers, body })
}

function printAnswer({ status, statusText, text }: Answer, { json, print, note }: CommandContext): void {
  const content = parse(text)
  if (json) return print(JSON.stringify({ status, body: content ?? text }))
  note(`${status} ${statusText}`)
  if (text !== '') print(content === undefined ? text : JSON.stringify(content, null, 2))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
