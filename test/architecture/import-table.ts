/** What one part of the project may import. Imports within the part are always free. */
export interface Part {
  /** Folders and files of ours. */
  readonly ours: readonly string[]
  /** Folders and files of ours of which only the types may be imported. */
  readonly types?: readonly string[]
  /** Packages; `*` at the end stands for anything. That each is declared in package.json is knip's to see. */
  readonly packages: readonly string[]
}

/** What the tests beside the sources may import on top of what their part may: real servers, and the store that needs none. */
export const TESTS: Part = {
  ours: ['test', 'src/store/memory.ts'],
  packages: ['node:*', 'fast-check', '@seriousme/openapi-schema-validator'],
}

const OUTSIDE: readonly string[] = ['src', 'bench', 'demo', 'test']

/** What the console is made of beside its own folders. */
const WORDS: readonly string[] = ['src/words', 'src/telling', 'src/core/words.ts']
const PAGE: readonly string[] = ['react', '@mantine/*', '@tanstack/*', 'wouter']

/** A page of the console takes nothing from another one: what two of them need is in its parts. */
const ONE_PAGE: Part = {
  ours: [...WORDS, 'console/src/words', 'console/src/api', 'console/src/parts', 'console/src/shell'],
  types: ['src/core'],
  packages: PAGE,
}

/** The direction of all imports. A file takes the row of the longest name that it is or lies in. */
export const IMPORT_TABLE: Readonly<Record<string, Part>> = {
  'src/core': { ours: [], packages: [] },
  'src/estimate': { ours: [], types: ['src/core'], packages: [] },
  'src/store': { ours: ['src/core'], packages: ['node:*'] },
  'src/drivers': { ours: [], packages: ['node:*'] },
  'src/operations': {
    ours: ['src/core', 'src/drivers'],
    packages: ['node:*', 'typebox'],
  },
  'src/access': { ours: ['src/core', 'src/words'], packages: ['node:*'] },
  'src/accounts': { ours: ['src/core', 'src/access', 'src/words'], packages: ['node:*'] },
  'src/tls': { ours: ['src/core', 'src/access'], packages: ['node:*', 'node-forge'] },
  'src/words': { ours: ['src/core'], packages: [] },
  'src/dialects': { ours: ['src/core', 'src/words'], packages: ['node:crypto', 'typebox'] },
  'src/http': {
    ours: ['src/core', 'src/dialects', 'src/access', 'src/accounts', 'src/words', 'src/estimate'],
    packages: ['node:*', 'fastify', '@fastify/*', 'typebox'],
  },
  'src/webhooks': { ours: ['src/core', 'src/dialects', 'src/words'], packages: ['node:*'] },
  'src/worker': { ours: ['src/core', 'src/estimate'], packages: ['node:*'] },
  'console/src/browser': { ours: [], packages: [] },
  'console/src/words': {
    ours: [...WORDS, 'console/src/browser'],
    types: ['src/core'],
    packages: ['react'],
  },
  'console/src/api': {
    ours: [...WORDS, 'console/src/browser', 'console/src/words'],
    types: ['src/core'],
    packages: ['react', '@mantine/hooks', '@tanstack/*', 'eventsource-parser'],
  },
  'console/src/parts': {
    ours: [...WORDS, 'console/src/browser', 'console/src/words', 'console/src/api'],
    types: ['src/core'],
    packages: PAGE,
  },
  'console/src/shell': {
    ours: [...WORDS, 'console/src/browser', 'console/src/words', 'console/src/api', 'console/src/parts'],
    types: ['src/core'],
    packages: PAGE,
  },
  'console/src/pages/pages.tsx': { ours: ['console/src/pages', ...ONE_PAGE.ours], packages: PAGE },
  'console/src/pages/access': ONE_PAGE,
  'console/src/pages/account': ONE_PAGE,
  'console/src/pages/instance': ONE_PAGE,
  'console/src/pages/instances': ONE_PAGE,
  'console/src/pages/operation': ONE_PAGE,
  'console/src/pages/operations': ONE_PAGE,
  'console/src/pages/sign-in': ONE_PAGE,
  'console/src/pages/task': ONE_PAGE,
  'console/src/pages/tasks': ONE_PAGE,
  console: { ours: [], packages: [...PAGE, 'react-dom'] },
  'src/telling': { ours: ['src/words'], types: ['src/core', 'src/dialects/native'], packages: [] },
  'src/cli': {
    ours: [
      'src/words',
      'src/telling',
      'src/access',
      'src/tls',
      'src/config.ts',
      'src/serve',
      'src/upkeep.ts',
    ],
    types: ['src/core', 'src/dialects/native', 'src/dialects/iam', 'src/doctor'],
    packages: ['node:*', 'commander', 'log-update'],
  },
  'src/telemetry': {
    ours: ['src/core'],
    packages: ['pino', 'prom-client', '@opentelemetry/api'],
  },
  'src/doctor': {
    ours: ['src/core', 'src/store', 'src/access', 'src/tls', 'src/words'],
    packages: ['node:*'],
  },
  'src/config.ts': { ours: [], types: ['src/core'], packages: ['node:*'] },
  'src/index.ts': { ours: ['src/core', 'src/operations'], packages: ['typebox'] },
  'src/serve': { ours: ['src'], packages: ['node:*'] },
  'src/main.ts': { ours: ['src'], packages: ['node:*'] },
  'src/upkeep.ts': { ours: ['src'], packages: ['node:*'] },
  'src/worker-process.ts': { ours: ['src'], packages: ['node:*'] },
  bench: { ours: OUTSIDE, packages: ['*'] },
  demo: { ours: OUTSIDE, packages: ['*'] },
  test: { ours: OUTSIDE, packages: ['*'] },
  scripts: { ours: [], packages: ['node:*'] },
  'scripts/build-console.ts': { ours: [], packages: ['node:*', 'vite', '@vitejs/*'] },
  'scripts/generate-api-types.ts': {
    ours: ['src/dialects'],
    packages: ['node:*', 'prettier', 'json-schema-to-typescript'],
  },
  'scripts/generate-served.ts': { ours: ['src/dialects'], packages: ['node:*', 'prettier'] },
  bin: { ours: [], packages: [] },
}
