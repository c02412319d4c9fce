import type { DialectRequest } from '../../route.ts'
import { taurusdbDialect } from '../dialect.ts'
import { routeIn } from '../../testing/route-in.ts'
import { taurusInstance } from './sample-task.ts'

const { project, id: instance } = taurusInstance

/** A route of the dialect, by the name its page has; there has to be one. */
export const routeOf = routeIn(taurusdbDialect)

/** The path of a route that names no instance. */
export const projectPath = { project_id: project }

/** What is asked about the sample's instance, with these differences. */
export const sampleRequest = (change: Partial<DialectRequest> = {}): DialectRequest => ({
  path: { ...projectPath, instance_id: instance },
  query: [],
  body: undefined,
  ...change,
})
