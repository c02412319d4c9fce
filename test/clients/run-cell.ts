import assert from 'node:assert/strict'
import type { Cell, Refused, Success } from './cells/cell.ts'
import type { GatewayCell } from './cells/gateway.ts'
import type { Call, Driver } from './driver.ts'
import type { Scene } from './scene.ts'

/** Who calls, and where. */
export interface Stage {
  readonly driver: Driver
  readonly scene: Scene
  readonly by: Pick<Call, 'endpoint' | 'accessKey' | 'secretKey' | 'project'>
}

/** An SDK has no such operation. */
export const missing = Symbol('missing')

/** Does all that a cell has; gives `missing` where the SDK has no such operation. Rejects where something is not as it is. */
export async function runCell(cell: Cell, stage: Stage): Promise<typeof missing | null> {
  for (const success of cell.successes) if ((await succeed(cell, success, stage)) === missing) return missing
  for (const refused of cell.refused)
    if ((await refuse(cell, refused, stage, refused.with ?? {})) === missing) return missing
  return null
}

/** Does what a service refuses before it looks at what is asked. */
export const runGatewayCell = (cell: GatewayCell, stage: Stage): Promise<typeof missing | null> =>
  refuse(cell, cell, stage, cell.with)

type Asked = Pick<Cell, 'service' | 'operation'>

async function succeed(
  { service, operation }: Asked,
  { parameters, status, seen, truth }: Success,
  { driver, scene, by }: Stage,
): Promise<typeof missing | null> {
  const sent = parameters(scene)
  const told = await driver.call({ ...by, service, operation, parameters: sent })
  if (told.missing === true) return missing
  const what = `${operation} ${JSON.stringify(sent)}: ${JSON.stringify(told).slice(0, 1_000)}`
  assert.equal(told.failure, undefined, what)
  assert.equal(told.status, status, what)
  assert.deepEqual(seen(told.decoded, scene), await truth(scene), what)
  return null
}

/** What each SDK calls an answer of 4xx. */
const refusals = ['ServiceResponseError', 'ClientRequestException']

async function refuse(
  { service, operation }: Asked,
  { parameters, status, code }: Refused,
  { driver, scene, by }: Stage,
  changed: Partial<Call>,
): Promise<typeof missing | null> {
  const sent = parameters(scene)
  const told = await driver.call({ ...by, ...changed, service, operation, parameters: sent })
  if (told.missing === true) return missing
  const what = `${operation} ${JSON.stringify(sent)}: ${JSON.stringify(told).slice(0, 1_000)}`
  const { failure } = told
  assert.ok(failure, what)
  assert.deepEqual([failure.status, code === null ? null : failure.code], [status, code], what)
  assert.ok(refusals.includes(failure.kind), what)
  assert.match(failure.requestId ?? '', /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/, what)
  assert.ok((failure.message ?? '') !== '', what)
  return null
}
