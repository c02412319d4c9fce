import assert from 'node:assert/strict'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { heldToRoute, type Document } from '../../src/http/testing/held-to-document.ts'
import type { Came, Sent } from './exchange.ts'
import type { Asker, Scene } from './scene.ts'

/** What the server says it did with a request. */
export interface Handled {
  readonly dialect: string
  /** Null: nothing is at the place. */
  readonly route: string | null
}

/** How it was judged. */
export interface Judged extends Handled {
  /** Whether it was held to one project, or to none where nobody says who asks. False: the caller may see both. */
  readonly isHeld: boolean
}

/** Holds an answer to what every answer is. Throws an AssertionError. */
export async function judge(sent: Sent, came: Came, scene: Scene): Promise<Judged> {
  const place = `${sent.method} ${sent.rawUrl.slice(0, 150)}`
  const { status, headers } = came
  const requestId = String(headers['x-request-id'])
  assert.match(requestId, /^[0-9a-f-]{36}$/, `${place}: ${status} without an X-Request-Id`)
  const handled = await handledBy(requestId, scene)
  assert.ok(
    status < 500 || (status === 503 && handled.route === 'showReadiness'),
    `${place}: ${status} ${came.text}`,
  )
  if (sent.method !== 'HEAD' && handled.route !== 'openapi')
    await assertDocumented(place, came, handled, scene)
  noteLetIn(scene)
  assertOwn(place, sent, came, scene)
  return { ...handled, isHeld: !seesAll(sent.asker, scene) }
}

const seesAll = (asker: Asker | null, { letIn }: Scene): boolean =>
  asker !== null && (asker.key.administrator || letIn.has(asker))

/** An administrator may have given a user more. To take it away again changes what may be told, but not what was. */
function noteLetIn({ served, askers, saidBy, letIn }: Scene): void {
  for (const asker of askers) {
    const { administrator, project, user: name, accessKey } = asker.key
    const user = served.accounts.directory.user(name)
    if (administrator || letIn.has(asker) || user === null) continue
    if (!user.administrator && user.policies.every(attached => attached.project === project)) continue
    letIn.add(asker)
    // What it does elsewhere from then on bears its name.
    for (const { key } of askers)
      saidBy.set(key.project, [saidBy.get(key.project) ?? '', name, user.id, accessKey].join('\n'))
  }
}

/** By its line in the log, which is written once the answer is sent. What is no HTTP has none, and the form of the first. */
async function handledBy(requestId: string, { served }: Scene): Promise<Handled> {
  for (let turn = 0; turn < 100; turn++) {
    const line = served.lines.findLast(
      ({ fields, text }) => text === 'request' && fields['requestId'] === requestId,
    )
    if (line !== undefined) return line.fields as unknown as Handled
    await nextTurn()
  }
  return { dialect: served.dialects[0]!.name, route: null }
}

const documents = new Map<string, Document>()

async function assertDocumented(
  place: string,
  came: Came,
  handled: Handled,
  { served }: Scene,
): Promise<void> {
  const { documentPath } = served.dialects.find(({ name }) => name === handled.dialect)!
  const document =
    documents.get(documentPath) ?? ((await served.send({ path: documentPath })).json as Document)
  documents.set(documentPath, document)
  const isJson = (came.headers['content-type'] ?? '').startsWith('application/json')
  const json: unknown = came.text === '' ? null : isJson ? JSON.parse(came.text) : came.text
  heldToRoute(document, handled.route, `${place}: ${came.status} ${came.text.slice(0, 300)}`, {
    ...came,
    json,
  })
}

/** Nothing of another project is told but what the request has said itself, and no secret to anybody. */
function assertOwn(place: string, sent: Sent, came: Came, scene: Scene): void {
  const { askers, secrets, saidBy } = scene
  const told = `${came.text}\n${JSON.stringify(came.headers)}`
  for (const secret of secrets) assert.ok(!told.includes(secret), `${place}: tells ${secret}`)
  const foreign = sent.asker?.foreignMarks ?? askers.flatMap(({ foreignMarks }) => foreignMarks)
  const project = sent.asker?.key.project ?? ''
  const spoken = `${sent.rawUrl}\n${sent.body.toString()}\n${sent.headers.flat().join('\n')}`
  // What somebody says who is let into both may be said of any project.
  const heardBy = seesAll(sent.asker, scene) ? askers.map(({ key }) => key.project) : [project]
  if (sent.method !== 'GET' && came.status < 400)
    for (const hearer of new Set(heardBy)) saidBy.set(hearer, `${saidBy.get(hearer) ?? ''}\n${spoken}`)
  const found = foreign.filter(mark => told.includes(mark))
  if (found.length === 0 || seesAll(sent.asker, scene)) return
  const said = everySpelling(`${spoken}\n${saidBy.get(project) ?? ''}`)
  for (const mark of found) {
    // A whole word, so that a part of an id that was sent does not stand for the rest.
    const words = told.matchAll(new RegExp(`[\\w-]*${RegExp.escape(mark)}[\\w-]*`, 'g'))
    for (const [word] of words)
      assert.ok(said.includes(word), `${place}: ${came.status} tells ${word} of another project`)
  }
}

/** With what it says when it is decoded once, and once more. */
function everySpelling(text: string): string {
  const decoded = (from: string): string =>
    from.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, escapes =>
      Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
    )
  const once = decoded(text)
  return `${text}\n${once}\n${decoded(once)}`
}
