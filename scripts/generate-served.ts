/** Writes docs/served.md: what of the services' APIs is answered, from the tables of routes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { servedApis } from '../src/dialects/served-apis.ts'
import { servedPage } from '../src/dialects/served.ts'

const target = fileURLToPath(new URL('../docs/served.md', import.meta.url))
const options = await resolveConfig(target)
const written = await format(servedPage(servedApis), { ...options, parser: 'markdown' })
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== written)
    throw new Error('docs/served.md is old: npm run generate:served')
} else writeFileSync(target, written)
