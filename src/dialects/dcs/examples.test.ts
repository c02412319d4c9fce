import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Instance } from '../../core/instance.ts'
import type { JsonObject } from '../../core/json.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import { sampleContext } from '../sample-context.ts'
import { sampleInstance } from '../sample-operation.ts'
import { samples } from '../samples.ts'
import type { Route } from '../route.ts'
import { dcsDialect } from './dialect.ts'

/** A page's example, and beside it the values that nothing here can have. */
interface Fixture {
  readonly document: object
  readonly impossible: readonly { readonly path: string; readonly ours: unknown; readonly why: string }[]
}

const fixture = (name: string): Fixture =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as Fixture

/** Every value of a document by its JSON pointer; an empty list or object is one. */
const values = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([name, inner]) => values(inner, `${path}/${name}`))
    : [[path, value]]

const context = sampleContext()

/** An ended task of the example. */
function recordOf(
  id: string,
  jobName: string,
  input: JsonObject,
  [createdAt, endedAt]: readonly [string, string],
  [userId, userName]: readonly [string, string],
): TaskRecord {
  const { task } = samples.done
  return {
    task: {
      ...task,
      id,
      input,
      operation: { ...task.operation, jobName },
      createdAt: Date.parse(createdAt),
      endedAt: Date.parse(endedAt),
    },
    instance: sampleInstance,
    submitter: { id: userId, name: userName },
  }
}

const camelCased = (details: object): JsonObject =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )

const routeOf = <Name extends 'taskRecords' | 'instanceRecord'>(id: string): Route<Name> =>
  dcsDialect.routes.find(route => route.id === id) as unknown as Route<Name>

const background = fixture('list-background-task')
const [example] = (background.document as { tasks: { details: object }[] }).tasks
const center = fixture('list-center-task')
const shown = fixture('show-instance')

const instance: Instance = {
  ...sampleInstance,
  id: '979e9a6b-e2f5-4b5d-8e98-fea495ea27a1',
  name: 'dcs-125d',
  tags: { 1: 'DCS' },
  endpoints: [{ host: '192.168.1.48', port: 6379 }],
  facts: { version: '3.0.7' },
  createdAt: Date.parse('2018-12-11T07:24:18.149Z'),
}

const rendered: readonly (readonly [string, Fixture, unknown])[] = [
  [
    'ListBackgroundTask',
    background,
    routeOf<'taskRecords'>('ListBackgroundTask').render(
      {
        records: [
          recordOf(
            '8abf6e1e72c12e7c0172c15b508500aa',
            'EXTEND',
            camelCased(example!.details),
            ['2020-06-17T08:18:06.597Z', '2020-06-17T08:18:10.106Z'],
            ['d53977d1adfb49c5b025ba7d33a13fd7', 'dcs_000_02'],
          ),
        ],
        total: 1,
      },
      context,
    ).body,
  ],
  [
    'ListCenterTask',
    center,
    routeOf<'taskRecords'>('ListCenterTask').render(
      {
        records: [
          recordOf(
            '8abf6e1e72c12e7c0172c15b508500aa',
            'ChangeInstanceSpec',
            { newCacheMode: 'single', newCapacity: '0.25', oldCacheMode: 'single', oldCapacity: '0.125' },
            ['2023-06-17T08:18:06.597Z', '2023-06-17T08:18:10.106Z'],
            ['d53977d1adfb49c5b025ba7d33a13fd7', 'paas_dcs_a00421997_02'],
          ),
          recordOf(
            'ff80808188bfde180188c36bb9ca4a30',
            'dcsExportJob',
            {},
            ['2023-06-17T08:18:06.597Z', '2023-06-17T08:18:10.106Z'],
            ['bb259bd2b8b644a1b4a573a20318af51', 'paas_dcs_a00421997_01'],
          ),
        ],
        total: 2,
      },
      context,
    ).body,
  ],
  [
    'ShowInstance',
    shown,
    routeOf<'instanceRecord'>('ShowInstance').render({ instance, holder: null }, context).body,
  ],
]

for (const [name, { document, impossible }, body] of rendered) {
  test(`${name}: a value of the page's example is missing or another`, () => {
    const ours = new Map(values(body))
    const listed = new Map(impossible.map(each => [each.path, each.ours]))
    for (const [path, value] of values(document)) {
      // What is not known of an instance is null, also where the example has an object.
      const isUnknown = name === 'ShowInstance' && ours.get(`/${path.split('/')[1]}`) === null
      if (isUnknown && !listed.has(path)) continue
      assert.ok(ours.has(path), path)
      assert.deepEqual(ours.get(path), listed.has(path) ? listed.get(path) : value, path)
    }
  })

  test(`${name}: what is called impossible is said of a place there is, with a reason, and really differs`, () => {
    const theirs = new Map(values(document))
    for (const { path, ours, why } of impossible) {
      assert.ok(theirs.has(path), path)
      assert.notEqual(theirs.get(path), ours, path)
      assert.match(why, /\w/)
    }
  })
}
