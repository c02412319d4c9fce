import { Type } from 'typebox'
import { readinessParts } from '../../core/readiness.ts'
import type { Shown } from '../shown.ts'

/** Answer of `GET /v1/health`: the server answers. */
export const healthSchema = Type.Object({ status: Type.Literal('ok') })
export type Health = Shown<typeof healthSchema>

/** Answer of `GET /v1/ready`, with 503 while `ready` is false, and of `GET /v1/server`, always with 200. */
export const readySchema = Type.Object({
  ready: Type.Boolean({ description: 'Whether it can take work.' }),
  missing: Type.Array(Type.Object({ part: Type.Enum([...readinessParts]), message: Type.String() }), {
    description: 'What is not as it should be. `events` alone keeps it from no work.',
  }),
})
export type Ready = Shown<typeof readySchema>

/** Answer of `GET /metrics`. */
export const metricsSchema = Type.String({ description: "Prometheus' text format." })
