import fc from 'fast-check'
import { kindOf } from './places.ts'
import { aThing, oddText } from './texts.ts'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly format?: string
}

/** Values that a schema allows, or nearly: texts name things of the scene, numbers lie at the bounds. */
export function valuesOf(schema: object, name: string, path: string): fc.Arbitrary<unknown> {
  const described = schema as Schema
  if (described.const !== undefined) return fc.constant(described.const)
  if (described.enum !== undefined) return fc.constantFrom(...described.enum)
  if (described.anyOf !== undefined)
    return fc.oneof(...described.anyOf.map(inner => valuesOf(inner, name, path)))
  switch (described.type) {
    case 'object':
      return objectsOf(described, path)
    case 'array':
      return fc.array(valuesOf(described.items ?? {}, name, path), {
        minLength: described.minItems ?? 0,
        maxLength: Math.min(described.maxItems ?? 4, 4),
      })
    case 'integer':
    case 'number':
      return numbersOf(described)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textsOf(described, name, path)
    default:
      return fc.oneof(fc.constant({}), fc.jsonValue({ maxDepth: 3 }))
  }
}

function objectsOf({ properties = {}, required = [] }: Schema, path: string): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, name, path)]),
  )
  return fc.record(values, { requiredKeys: [...required] })
}

function numbersOf({ minimum = 0, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  const bounds = [minimum, maximum, minimum - 1, maximum + 1, 0, 1, 10, 2 ** 31, Number.MAX_SAFE_INTEGER]
  return fc.oneof(fc.constantFrom(...bounds), fc.integer({ min: minimum, max: Math.max(minimum, maximum) }))
}

function textsOf(
  { format, minLength = 0, maxLength = 64 }: Schema,
  name: string,
  path: string,
): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom(...moments)
  const lengths = fc
    .constantFrom(minLength, maxLength, maxLength + 1)
    .map(length => 'x'.repeat(Math.min(length, 5000)))
  return fc.oneof(
    { weight: 6, arbitrary: aThing(kindOf(name, path)) },
    { weight: 2, arbitrary: fc.constantFrom('https://example.com/hook', '10.0.0.9', 'en-us', 'status') },
    { weight: 1, arbitrary: lengths },
    { weight: 1, arbitrary: oddText },
  )
}

/** Right ones and wrong ones, around the moment at which the scene is played. */
export const moments = [
  '2022-09-01T12:30:00Z',
  '2022-09-02T10:00:00.5+08:00',
  '2022-09-01T10:00:00+0800',
  '20220901115224',
  '1662033144000',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-25',
  '-1',
]
