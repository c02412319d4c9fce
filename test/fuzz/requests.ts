import fc from 'fast-check'
import { moments, valuesOf } from './by-schema.ts'
import { kindOf, type Place } from './places.ts'
import { clientNames, spoils, type Client, type Spoil } from './signing.ts'
import { aThing, oddText, spelling, type Spelling } from './texts.ts'
import { thing } from './things.ts'

/** A text of an address, and how it is spelled there. */
export interface Spelled {
  readonly text: string
  readonly how: Spelling
}

/** Who asks, and by what: `caller` is one of the scene's, by its number. */
export type Identity =
  | { readonly kind: 'signed'; readonly caller: number; readonly client: Client; readonly spoil: Spoil }
  | { readonly kind: 'bearer' | 'wrongBearer' | 'session' | 'two'; readonly caller: number }
  | { readonly kind: 'none' }

/** A request before the ids of its scene, its signature and its spelling. */
export interface Drawn {
  readonly place: Place
  readonly method: string
  readonly segments: readonly Spelled[]
  /** Null as a value: there is no `=` either. */
  readonly query: readonly { readonly name: Spelled; readonly value: Spelled | null }[]
  /** Null: there is none. */
  readonly body: { readonly text: string; readonly encoding: 'utf8' | 'latin1' } | null
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly identity: Identity
}

const usual = <Value>(weight: number, value: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other })

const spell = (text: fc.Arbitrary<string>): fc.Arbitrary<Spelled> => fc.record({ text, how: spelling })

/** Instances and tasks stand in the scene by service, so that every third belongs together. */
const servicePlaces: { readonly [dialect: string]: number } = { dcs: 0, dms: 1, taurusdb: 2 }

function segmentsOf({ dialect, route }: Place): fc.Arbitrary<readonly Spelled[]> {
  const parts = route.path.slice(1).split('/')
  const belonging = fc.nat(20).map(nth => nth * 3 + (servicePlaces[dialect.name] ?? nth))
  const segments = belonging.chain(nth =>
    fc.tuple(
      ...parts.map(part => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1]
        if (name === undefined) return fc.constant({ text: part, how: 'encoded' as const })
        const kind = kindOf(name, route.path)
        return spell(usual(5, thing('own', kind, nth), aThing(kind)))
      }),
    ),
  )
  // Somewhere that nothing is, now and then.
  const astray = fc
    .tuple(segments, fc.constantFrom('longer', 'shorter', 'slash'), oddText)
    .map(([is, how, text]) => {
      if (how === 'shorter') return is.slice(0, -1)
      return [...is, { text: how === 'slash' ? '' : text, how: 'encoded' as const }]
    })
  return fc.oneof({ weight: 15, arbitrary: segments }, { weight: 1, arbitrary: astray })
}

function queryOf({ route }: Place): fc.Arbitrary<Drawn['query']> {
  const names = Object.entries(route.query.properties)
  const named = names.map(([name, schema]) => {
    const text = fc
      .oneof(
        { weight: 6, arbitrary: valuesOf(schema, name, route.path) },
        { weight: 2, arbitrary: fc.constantFrom(...moments) },
        { weight: 1, arbitrary: oddText },
      )
      .map(String)
    return fc.record({ name: spell(fc.constant(name)), value: fc.option(spell(text), { freq: 20 }) })
  })
  const unknown = fc.record({ name: spell(oddText), value: fc.option(spell(oddText)) })
  const arbitrary = named.length === 0 ? unknown : fc.oneof(...named)
  // A name may come twice: drawn with the others, in no order.
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 8, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.oneof(arbitrary, unknown), { minLength: 1, maxLength: 6 }) },
  )
}

const limitBytes = 1024 * 1024

const nonsense: fc.Arbitrary<NonNullable<Drawn['body']>> = fc.oneof(
  fc
    .constantFrom(
      '{}',
      '[]',
      'null',
      '0',
      '"x"',
      '{',
      '',
      '{"a":1,"a":2}',
      '{"__proto__":{"x":1}}',
      '\ufeff{}',
      'a=b',
    )
    .map(text => ({ text, encoding: 'utf8' as const })),
  fc.constantFrom('\xff', '{"name":"\xe4"}').map(text => ({ text, encoding: 'latin1' as const })),
  fc.constantFrom(60, 64, 65, 100_000).map(depth => ({
    text: `${'{"input":['.repeat(depth)}${']}'.repeat(depth)}`.slice(0, limitBytes),
    encoding: 'utf8' as const,
  })),
  fc.constantFrom(-1, 0, 1).map(more => ({
    text: `{"reason":"${'x'.repeat(limitBytes - 13 + more)}"}`,
    encoding: 'utf8' as const,
  })),
  fc.json({ maxDepth: 4 }).map(text => ({ text, encoding: 'utf8' as const })),
)

/** What one place of a right body becomes. */
const changedBody = (body: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.tuple(body, fc.nat(7), fc.jsonValue({ maxDepth: 2 }), oddText).map(([right, nth, value, name]) => {
    if (typeof right !== 'object' || right === null) return JSON.stringify(value)
    const names = [...Object.keys(right), name]
    return JSON.stringify({ ...right, [names[nth % names.length]!]: value })
  })

function bodyOf({ route }: Place): fc.Arbitrary<Drawn['body']> {
  if (route.body === null) return usual(12, null, nonsense)
  const right = valuesOf(route.body, '', route.path)
  const json = (text: string) => ({ text, encoding: 'utf8' as const })
  return fc.oneof(
    { weight: 8, arbitrary: right.map(value => json(JSON.stringify(value) ?? '')) },
    { weight: 2, arbitrary: changedBody(right).map(text => json(text ?? '')) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: nonsense },
  )
}

const hosts = [
  'dcs.x',
  'dms.x',
  'gaussdb.x',
  'iam.x',
  'DCS.cn-north-4.myhuaweicloud.com',
  'other.x',
  '',
  '[::1]',
]

function headersOf({ dialect, route }: Place): fc.Arbitrary<Drawn['headers']> {
  const own =
    dialect.hostLabel === null ? '127.0.0.1:80' : `${dialect.hostLabel}.cn-north-4.myhuaweicloud.com`
  const host = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(own, '127.0.0.1:80').map(value => [['Host', value] as const]) },
    { weight: 1, arbitrary: fc.constantFrom(...hosts).map(value => [['Host', value] as const]) },
    { weight: 1, arbitrary: fc.constantFrom([], [['Host', own] as const, ['Host', 'dms.x'] as const]) },
  )
  const odd = fc.constantFrom<readonly [string, string]>(
    ['X-Language', 'zh-cn'],
    ['X-Language', 'en-us'],
    ['X-Language', 'fr'],
    ['If-None-Match', '*'],
    ['If-None-Match', 'W/"x", "y'],
    ['Last-Event-ID', '0'],
    ['Last-Event-ID', 'x'],
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/json;charset=UTF-8'],
    ['Content-Type', ''],
    ['X-Project-Id', '@@foreign.project.0@@'],
    ['X-Domain-Id', 'd'],
    ['X-Auth-Token', 'none'],
    ['X-Request-Id', 'mine'],
    ['Cookie', 'a=b; stepwell-session=x'],
    ['Origin', 'https://elsewhere.example'],
    ['Sec-Fetch-Site', 'same-origin'],
    ['Expect', '100-continue'],
    ['Expect', 'a miracle'],
    ['Accept-Encoding', 'gzip'],
    ['X-Http-Method-Override', 'DELETE'],
    ['X-Odd', '\xe4\x80'],
    ['X_Odd', ''],
    ['X-Long', 'x'.repeat(7000)],
  )
  const accept = fc.constantFrom('text/event-stream', 'application/json', '*/*', 'text/event-stream;q=0')
  const streams = fc.tuple(fc.constant('Accept'), accept)
  return fc
    .tuple(
      host,
      fc.array(odd, { maxLength: 2 }),
      fc.option(streams, { freq: route.stream === null ? 20 : 1 }),
    )
    .map(([named, more, accepted]) => [...named, ...more, ...(accepted === null ? [] : [accepted])])
}

/** `callers`: how many the scene has. */
function identityOf({ dialect }: Place, callers: number): fc.Arbitrary<Identity> {
  const caller = fc.nat(callers - 1)
  const signed = fc.record({
    kind: fc.constant('signed' as const),
    caller,
    client: fc.constantFrom(...clientNames),
    spoil: usual<Spoil>(9, 'nothing', fc.constantFrom(...spoils)),
  })
  const token = fc.record({ kind: fc.constant('bearer' as const), caller })
  const other = fc.record({
    kind: fc.constantFrom('wrongBearer' as const, 'session' as const, 'two' as const),
    caller,
  })
  return fc.oneof(
    { weight: 12, arbitrary: signed },
    { weight: dialect.acceptsBearer ? 6 : 1, arbitrary: token },
    { weight: 2, arbitrary: other },
    { weight: 1, arbitrary: fc.constant({ kind: 'none' as const }) },
  )
}

const otherMethods = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
]

/** Requests to one of these places by one of so many callers, right in most parts, so that what is wrong gets far. */
export const requests = (places: readonly Place[], callers: number): fc.Arbitrary<Drawn> =>
  fc.constantFrom(...places).chain(place =>
    fc.record({
      place: fc.constant(place),
      method: usual(30, place.route.method as string, fc.constantFrom(...otherMethods)),
      segments: segmentsOf(place),
      query: queryOf(place),
      body: bodyOf(place),
      headers: headersOf(place),
      identity: identityOf(place, callers),
    }),
  )
