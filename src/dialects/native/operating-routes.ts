import { readinessWords } from '../../words/readiness.ts'
import type { Readiness } from '../../core/readiness.ts'
import { route } from '../route.ts'
import { inWords, type ViewContext } from '../view.ts'
import { healthSchema, metricsSchema, readySchema, type Health, type Ready } from './operating-schema.ts'

/** Prometheus' text format, by which it knows how to read the answer. */
const prometheusText = 'text/plain; version=0.0.4; charset=utf-8'

function readyView({ ready, missing }: Readiness, context: ViewContext): Ready {
  const told = missing.map(part => ({ part, message: inWords(readinessWords[part], context) }))
  return { ready, missing: told }
}

const showHealth = route({
  method: 'GET',
  path: '/v1/health',
  id: 'showHealth',
  summary: 'Tells that the server answers',
  open: true,
  question: 'nothing',
  answers: { 200: { description: 'It does.', schema: healthSchema } },
  parse: () => null,
  render: () => {
    const body: Health = { status: 'ok' }
    return { status: 200, body }
  },
})

const showReadiness = route({
  method: 'GET',
  path: '/v1/ready',
  id: 'showReadiness',
  summary: 'Tells whether the server can take work',
  open: true,
  question: 'ready',
  answers: {
    200: { description: 'It can.', schema: readySchema },
    503: { description: 'It cannot now, and what of it is missing.', schema: readySchema },
  },
  parse: () => null,
  render: (readiness, context) => ({
    status: readiness.ready ? 200 : 503,
    body: readyView(readiness, context),
  }),
})

const showServer = route({
  method: 'GET',
  path: '/v1/server',
  id: 'showServer',
  summary:
    'Tells what keeps the server from taking work, with 200 in any case: for a page, whose browser takes 503 for a fault',
  question: 'ready',
  answers: { 200: { description: 'Whether it can, and what of it is missing.', schema: readySchema } },
  parse: () => null,
  render: (readiness, context) => ({ status: 200, body: readyView(readiness, context) }),
})

const showMetrics = route({
  method: 'GET',
  // Where Prometheus looks unless it is told otherwise.
  path: '/metrics',
  id: 'showMetrics',
  summary: 'Gives the figures of the server over all projects, for Prometheus (administrators only)',
  question: 'metrics',
  answers: {
    200: { description: 'All of them.', schema: metricsSchema, contentType: prometheusText },
  },
  parse: () => null,
  render: text => ({ status: 200, body: text, contentType: prometheusText }),
})

/** What those ask who operate a server, and their probes. */
export const operatingRoutes = [showHealth, showReadiness, showServer, showMetrics]
