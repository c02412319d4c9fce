import { Agent } from 'node:http'
import fc from 'fast-check'
import type { HttpParts } from '../../src/http/server.ts'
import { exchange, sentOf } from './exchange.ts'
import { judge } from './judge.ts'
import { nameOf } from './places.ts'
import { requests, type Drawn } from './requests.ts'
import { askersCount, setScene, type Scene } from './scene.ts'

/** What is to be run. */
export interface Order {
  readonly seed: number
  readonly runs: number
  /** Of one request, as a failure tells it; null: all of the seed. */
  readonly path: string | null
  readonly ran: (runs: number) => void
  /** What the servers are made of instead. */
  readonly overrides?: Partial<HttpParts>
}

/** What came of it. */
export interface Summary {
  /** How often each route was asked, and answered without a refusal, by dialect and id. */
  readonly routes: ReadonlyMap<string, { asked: number; answered: number }>
  /** How many answers of each status. */
  readonly statuses: ReadonlyMap<number, number>
  /** How many requests of each client were answered without a refusal. */
  readonly clients: ReadonlyMap<string, number>
  /** How many answers were to who is no administrator, and how many of them were held to the caller's project. */
  readonly toOthers: { readonly answers: number; readonly held: number }
  /** What is told of the first failure; null: there was none. */
  readonly failure: string | null
}

const kept = { keepAlive: true, maxSockets: 4 }

/** So many requests are made to the same scene: they change it. */
const runsEach = 500

/** Asks a server what a seed draws, until an answer is not as it must be. */
export async function fuzz({ seed, runs, path, ran, overrides }: Order): Promise<Summary> {
  const routes = new Map<string, { asked: number; answered: number }>()
  const statuses = new Map<number, number>()
  const clients = new Map<string, number>()
  let agent = new Agent(kept)
  const toOthers = { answers: 0, held: 0 }
  let scene = await setScene(overrides)
  let done = 0
  let failed = false

  for (const place of scene.places) routes.set(nameOf(place), { asked: 0, answered: 0 })

  function count({ identity }: Drawn, status: number, name: string): void {
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    const route = routes.get(name)
    if (route === undefined) return
    route.asked += 1
    if (status >= 400) return
    route.answered += 1
    if (identity.kind === 'signed') clients.set(identity.client, (clients.get(identity.client) ?? 0) + 1)
  }

  async function renew(): Promise<void> {
    agent.destroy()
    agent = new Agent(kept)
    await scene[Symbol.asyncDispose]()
    scene = await setScene(overrides)
  }

  async function holds(drawn: Drawn, { port }: Scene): Promise<void> {
    const sent = sentOf(drawn, scene)
    const came = await exchange(sent, port, agent)
    const { dialect, route, isHeld } = await judge(sent, came, scene)
    if (sent.asker?.key.administrator !== true) toOthers.answers += 1
    if (isHeld) toOthers.held += 1
    count(drawn, came.status, `${dialect} ${route}`)
  }

  const property = fc.asyncProperty(requests(scene.places, askersCount), async drawn => {
    // What is drawn smaller is tried on its own.
    if (failed || (done > 0 && done % runsEach === 0)) await renew()
    done += 1
    ran(done)
    try {
      await holds(drawn, scene)
    } catch (error) {
      failed = true
      throw error
    }
  })
  try {
    const replayed = path === null ? {} : { path }
    const details = await fc.check(property, { seed, numRuns: runs, ...replayed, maxSkipsPerRun: 0 })
    return { routes, statuses, clients, toOthers, failure: details.failed ? told(details, seed) : null }
  } finally {
    agent.destroy()
    await scene[Symbol.asyncDispose]()
  }
}

function told(details: fc.RunDetails<[Drawn]>, seed: number): string {
  const [drawn] = details.counterexample ?? []
  const { place, ...rest } = drawn ?? {}
  const error = details.errorInstance
  return [
    `seed ${seed}, request ${details.numRuns}${place === undefined ? '' : `, drawn for ${nameOf(place)}`}:`,
    error instanceof Error ? error.message : String(error),
    JSON.stringify(rest)
      .replaceAll(/x{40,}/g, run => `x*${run.length}`)
      .slice(0, 3000),
    `that request alone: npm run fuzz -- --seed ${seed} --path ${details.counterexamplePath}`,
    `with those before it, should it hold alone: npm run fuzz -- --seed ${seed} --runs ${details.numRuns}`,
  ].join('\n')
}
