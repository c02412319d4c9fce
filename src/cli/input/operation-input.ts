import { readFile } from 'node:fs/promises'
import type { Json, JsonObject } from '../../core/json.ts'
import { misuse } from '../failure.ts'
import { parsePairs } from './pairs.ts'

/** What `submit` was given as input. */
export interface GivenInput {
  readonly input?: readonly string[]
  readonly inputJson?: string
}

/**
 * The input of an operation, from `name=value` pairs read by its schema, or from JSON or a file of it.
 * Throws misuse for input of neither form.
 */
export async function readInput(given: GivenInput, schemaOf: () => Promise<JsonObject>): Promise<JsonObject> {
  const whole = given.inputJson === undefined ? {} : await readWhole(given.inputJson)
  if (given.input === undefined) return whole
  const pairs = parsePairs(given.input, '--input')
  return { ...whole, ...typeValues(pairs, await schemaOf()) }
}

/** Gives texts the types that a schema wants: what is a string there stays text, all else is JSON where it parses. */
export function typeValues(pairs: Readonly<Record<string, string>>, schema: JsonObject): JsonObject {
  const properties = (schema['properties'] ?? {}) as { readonly [name: string]: JsonObject }
  return Object.fromEntries(
    Object.entries(pairs).map(([name, text]) => {
      const isText = Object.hasOwn(properties, name) && onlyText(properties[name] ?? {})
      return [name, isText ? text : jsonOrText(text)]
    }),
  )
}

function onlyText(property: JsonObject): boolean {
  const { type, enum: choices, anyOf, oneOf } = property
  if (Array.isArray(choices)) return choices.every(choice => typeof choice === 'string')
  const variants = anyOf ?? oneOf
  if (Array.isArray(variants)) return (variants as readonly JsonObject[]).every(onlyText)
  return type === 'string' || typeof property['const'] === 'string'
}

function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

async function readWhole(text: string): Promise<JsonObject> {
  const json = text.startsWith('@') ? await readInputFile(text.slice(1)) : text
  const value = jsonOrText(json)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misuse('input.noObject')
  return value as JsonObject
}

async function readInputFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw misuse('input.noFile', { path })
  }
}
