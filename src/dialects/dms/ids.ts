import { problemWords } from '../../words/problems.ts'
import { pathValue, type DialectRequest } from '../route.ts'
import { invalidPlace } from './invalid-place.ts'

/** The two forms in which the service writes ids: 32 hex digits (tasks), and a UUID (instances). */
const idForm = /^[\da-f]{32}$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

function idOf(request: Pick<DialectRequest, 'path'>, name: 'instance_id' | 'task_id'): string {
  const id = pathValue(request, name)
  if (!idForm.test(id)) throw invalidPlace(`{${name}}`, problemWords.notAnId)
  return id
}

/** The instance a path names. Throws `invalid_request` for what cannot be one's id. */
export const instanceOf = (request: Pick<DialectRequest, 'path'>): string => idOf(request, 'instance_id')

/** The task a path names, with its instance. Throws `invalid_request` for what cannot be the id of one. */
export const taskOf = (request: Pick<DialectRequest, 'path'>) =>
  ({ id: idOf(request, 'task_id'), service: 'dms', instance: instanceOf(request) }) as const
