import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { RULES } from './architecture/rules.ts'

interface Plant {
  readonly path: string
  readonly text: string
}

const of = (path: string, text: string): Plant => ({ path, text })
const longer = (lines: number): string => 'x\n'.repeat(lines)
const circle = of('src/core/a.ts', `import type { B } from './b.ts'`)
const elsewhere = [
  of('src/core/b.ts', `export { c } from './c.ts'`),
  of('src/core/c.ts', `const a = await import('./a.ts')`),
]

/** For every rule: what it must find, each one alone, and what it must leave in peace. */
const PLANTS: Readonly<Record<keyof typeof RULES, { wrong: readonly Plant[]; right: readonly Plant[] }>> = {
  'imports go one way': {
    wrong: [
      of('src/core/task.ts', `import { readFile } from 'node:fs/promises'`),
      of('src/core/task.ts', `import type { Redis } from 'ioredis'`),
      of('src/core/task.ts', `export * from '../store/memory.ts'`),
      of('src/core/task.test.ts', `import { x } from '../store/sqlite.ts'`),
      of('src/estimate/rate.ts', `import { percentOf } from '../core/progress.ts'`),
      of('src/store/memory.ts', `const dcs = await import('../dialects/dcs.ts')`),
      of('src/drivers/redis/scan.ts', `import type { Task } from '../../core/task.ts'`),
      of('src/cli/watch.ts', `import { routes } from '../http/routes.ts'`),
      of('src/cli/watch.ts', `import { transition } from '../core/transition.ts'`),
      of('src/cli/watch.ts', `import { render } from '../dialects/native/render.ts'`),
      of('src/cli/watch.ts', `import fastify from 'fastify'`),
      of('src/http/routes.ts', `import 'mysql2'`),
      of('src/http/routes.ts', `import { sample } from './routes.test.ts'`),
      of('src/core/task.ts', `import { choice } from './testing/event-choice.ts'`),
      of('src/http/routes.ts', `import { start } from '../../test/redis.ts'`),
      of('src/plugins/one.ts', ''),
      of('src/odd.ts', ''),
      of('services/one.ts', ''),
    ],
    right: [
      of('src/core/task.ts', `import type { Step } from './step.ts'`),
      of('src/core/task.test.ts', `import { test } from 'node:test'\nimport fc from 'fast-check'`),
      of('src/core/centre.test.ts', `import { createMemoryStore } from '../store/memory.ts'`),
      of('src/estimate/rate.ts', `import type { Task } from '../core/task.ts'`),
      of('src/estimate/rate.test.ts', `import { createTask } from '../core/task.ts'`),
      of(
        'src/http/server.ts',
        `import swagger from '@fastify/swagger'\nimport { Value } from 'typebox/value'`,
      ),
      of('src/drivers/redis/scan.test.ts', `import { start } from '../../../test/redis.ts'`),
      of('src/config.test.ts', `import { readConfig } from './config.ts'`),
      of('src/main.ts', `import { open } from './store/sqlite.ts'`),
      of('test/command-line/server.ts', `import { serve } from '../../src/http/testing/serve.ts'`),
      of('demo/main.ts', `import { Redis } from 'ioredis'\nimport { start } from './redis.ts'`),
    ],
  },
  'imports make no circle': {
    wrong: [of('src/core/self.ts', `import { x } from './self.ts'`), circle],
    right: [of('src/core/d.ts', `import { b } from './b.ts'\nimport { c } from './c.ts'`)],
  },
  'no written file is over 300 lines': {
    wrong: [
      of('src/core/task.ts', longer(301)),
      of('console/page.tsx', longer(301)),
      of('bin/x.js', longer(301)),
    ],
    right: [of('src/core/task.ts', longer(300)), of('src/words/all.generated.ts', longer(900))],
  },
  'names tell something': {
    wrong: [
      of('src/util.ts', ''),
      of('src/core/helpers/x.ts', ''),
      of('src/core/misc.test.ts', ''),
      of('src/core/task-manager.ts', ''),
      of('src/core/TaskManager.tsx', ''),
      of('src/Common/page.css', ''),
      of('src/lib/x.ts', ''),
      of('docs/info.md', ''),
    ],
    right: [
      of('src/core/database.ts', ''),
      of('src/core/utility-cost.ts', ''),
      of('docs/data-folder.md', ''),
    ],
  },
  'exports have names': {
    wrong: [
      of('src/a.ts', 'export default function f() {}'),
      of('demo/a.ts', 'const a = 1\nexport { a as default }'),
    ],
    right: [of('src/a.ts', `// export default\nexport const text = 'export default'\nconst byDefault = 1`)],
  },
  'only src/config.ts reads the environment': {
    wrong: [
      of('src/http/a.ts', 'const port = process.env.PORT'),
      of('src/http/a.ts', `const port = process['env']`),
      of('src/cli/a.ts', 'const { env, argv } = process'),
      of('src/cli/a.ts', `import { env } from 'node:process'`),
      of('src/cli/a.ts', 'const text = `${process.env.HOME}`'),
      of('scripts/a.ts', 'process.env.CI'),
    ],
    right: [
      of('src/config.ts', 'process.env.STEPWELL_PORT'),
      of('src/cli/a.ts', `import { pid } from 'node:process'`),
      of('src/cli/a.test.ts', 'process.env.PATH'),
      of('demo/main.ts', 'process.env.CI'),
      of(
        'src/cli/a.ts',
        `// process.env\nconst text = 'process.env'\nprocess.exit(1)\nimport { env } from '../config.ts'`,
      ),
    ],
  },
  'no status is assigned': {
    wrong: [
      of('src/worker/a.ts', `task.status = 'failed'`),
      of('src/worker/a.ts', `current.steps[0]!.status= next`),
      of('src/worker/a.ts', `task.status ??= 'pending'`),
      of('src/worker/a.ts', `Object.assign(task, { status: 'failed' })`),
    ],
    right: [
      of(
        'src/worker/a.ts',
        `if (task.status === 'failed' || step.status == other) next({ status: 'failed' })`,
      ),
      of('src/worker/a.ts', `const status = task.status\nconst isIt = (task: Task) => task.status`),
    ],
  },
  'paths to our own files work built and unbuilt': {
    wrong: [
      of('src/worker/a.ts', `fork(new URL('./process.ts', import.meta.url))`),
      of('src/worker/a.ts', `import.meta.resolve("../main.ts")`),
      of('src/worker/a.ts', 'join(import.meta.dirname, `/process.ts`)'),
    ],
    right: [
      of('src/worker/a.ts', 'fork(new URL(`./process${extname(import.meta.filename)}`, import.meta.url))'),
      of('src/worker/a.ts', `import { b } from './b.ts'\nawait import('./c.ts')\nexport * from './d.ts'`),
      of('src/worker/a.ts', `hint('give a file, for example ./recipes/one.ts')`),
      of('src/worker/a.test.ts', `spawn('./process.ts')`),
    ],
  },
}

for (const [name, rule] of Object.entries(RULES)) {
  const { wrong, right } = PLANTS[name as keyof typeof RULES]
  const found = (plant: Plant): readonly string[] =>
    rule(new Map([plant, ...elsewhere].map(({ path, text }) => [path, text])))

  suite(`the rule "${name}"`, () => {
    for (const plant of wrong)
      test(`finds ${plant.path}: ${plant.text.slice(0, 60)}`, () => {
        const [violation, ...more] = found(plant)
        assert.ok(violation?.startsWith(plant.path), `found ${violation ?? 'nothing'}`)
        assert.deepEqual(more, [])
      })
    for (const plant of right)
      test(`allows ${plant.path}: ${plant.text.slice(0, 60)}`, () => {
        assert.deepEqual(found(plant), [])
      })
  })
}
