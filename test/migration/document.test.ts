import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Task } from '../../src/core/task.ts'
import type { Language } from '../../src/core/words.ts'
import { documentShape } from '../../src/dialects/dcs/document-shape.ts'
import { progressDocument } from '../../src/dialects/dcs/progress.ts'
import { usualForms } from '../../src/dialects/wire-forms.ts'
import { setScene } from './scene.ts'

/** The page's own example, as it is kept beside the dialect. */
function seed(name: string): object {
  const file = new URL(`../../src/dialects/dcs/fixtures/${name}.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly document: object }).document
}

const pages = [
  {
    name: 'seed-000-en-us',
    language: 'en-us',
    names: ['Pre-check.', 'Resource check.', 'Data migration.', 'Resource request.'],
    detail:
      /^\{node_id:[0-9a-f]{40},slot_range:\[0 5460\],full_migration:in progress,inc_migration:in progress\}$/,
  },
  {
    name: 'seed-001-zh-cn',
    language: 'zh-cn',
    names: ['前置检查', '资源检查', '数据迁移', '申请资源'],
    detail: /^\{node_id:[0-9a-f]{40},slot_range:\[0 5460\],full_migration:迁移中,inc_migration:迁移中\}$/,
  },
] as const

async function halfWay(): Promise<Task> {
  await using scene = await setScene({ keys: 6000, target: 3 })
  await scene.submit({ maximumKeysPerSecond: 6000 })
  await scene.stage.startWorker()
  const copied = (task: Task): number =>
    task.steps[1]!.subSteps.reduce((sum, { done }) => sum + (done ?? 0), 0)
  const task = await scene.stage.until(now => copied(now) > 2000)
  await scene.stage.cancel()
  await scene.stage.failed()
  return task
}

describe('the document of a real migration half-way', async () => {
  const task = await halfWay()
  const document = (language: Language) =>
    progressDocument(task, {
      language,
      now: Date.now(),
      forms: { ...usualForms, dcsTimes: 'example' },
      administrator: false,
      userName: () => null,
      mayAct: () => true,
    })

  for (const { name, language, names, detail } of pages)
    test(`${name}: it has another shape, or says other words`, () => {
      const shown = document(language)
      assert.deepEqual(documentShape(shown), documentShape(seed(name)))
      const [check, migration] = shown.step_details
      assert.deepEqual(
        [check!, migration!].flatMap(step => [step.step_name, step.sub_step_details[0]!.sub_step_name]),
        names,
      )
      assert.deepEqual([check!.step_status, migration!.step_status], ['FINISH', 'EXECUTING'])
      assert.ok(shown.progress > 0 && shown.progress < 100)
      assert.match(migration!.sub_step_details[0]!.detail, detail)
      assert.equal(migration!.sub_step_details.length, 3)
    })
})
