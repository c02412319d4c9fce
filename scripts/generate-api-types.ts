/** Writes the types of the native API for the console, from its OpenAPI document. */
import { compile } from 'json-schema-to-typescript'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nativeDialect } from '../src/dialects/native/dialect.ts'
import { openApiDocument } from '../src/dialects/openapi.ts'
import { format, resolveConfig } from 'prettier'

const target = fileURLToPath(new URL('../console/src/api/native.generated.ts', import.meta.url))
const { schemas } = openApiDocument(nativeDialect, '')['components'] as {
  readonly schemas: Readonly<Record<string, object>>
}
const definitions = JSON.parse(
  JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/definitions/'),
) as Record<string, object>
const names = Object.keys(definitions)
const properties = Object.fromEntries(names.map(name => [name, { $ref: `#/definitions/${name}` }]))
const text = await compile({ type: 'object', required: names, properties, definitions }, 'Schemas', {
  additionalProperties: false,
  bannerComment: '/** Types of the native API, made from its OpenAPI document: npm run generate:api. */',
  strictIndexSignatures: true,
  format: false,
})
const options = await resolveConfig(target)
const written = await format(text, { ...options, parser: 'typescript' })
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== written)
    throw new Error('console/src/api/native.generated.ts is old: npm run generate:api')
} else writeFileSync(target, written)
