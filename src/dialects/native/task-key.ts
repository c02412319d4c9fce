import type { TaskKey } from '../../core/centre.ts'
import { pathValue, type DialectRequest } from '../route.ts'

/** The task of a path, by its id or the beginning of it. */
export const taskKey = (request: Pick<DialectRequest, 'path'>): TaskKey => ({
  id: pathValue(request, 'id'),
  isBeginning: true,
})
