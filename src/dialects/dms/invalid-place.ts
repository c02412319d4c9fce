import { StepwellError } from '../../core/error.ts'
import type { Words } from '../../core/words.ts'

/** The refusal of one value of a request: `?limit` of the query, `{task_id}` of the path. */
export const invalidPlace = (path: string, message: Words): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path, message }] })
