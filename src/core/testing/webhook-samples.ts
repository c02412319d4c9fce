import type { DeliveryProblem, Told, Webhook } from '../webhook.ts'

/** Test support: a webhook and what it tells, with what is not told left at a plain value. */

export const sampleWebhook = (id: string, change: Partial<Webhook> = {}): Webhook => ({
  id,
  project: 'p1',
  url: 'https://hooks.example.com/stepwell?key=1',
  kinds: ['failed', 'stalled'],
  language: null,
  sealedSecret: 'sealed',
  formerSecret: null,
  createdAt: 1000,
  createdBy: 'AK1',
  disabledAt: null,
  afterId: 0,
  delivery: null,
  givenUp: [],
  deadSince: null,
  lastTakenAt: null,
  revision: 1,
  ...change,
})

export const told = (event: number, change: Partial<Told> = {}): Told => ({
  event,
  task: 'task-1',
  kind: 'failed',
  at: 1000,
  ...change,
})

export const refusedConnection: DeliveryProblem = { code: 'unanswered', detail: 'ECONNREFUSED' }
