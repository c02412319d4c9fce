import type { QuestionName } from '../question.ts'
import { sampleInstance } from '../sample-operation.ts'
import type { SeenTask } from '../view.ts'

const submitter = { id: 'u1', name: 'lin' }

/**
 * Test support: what a route that shows tasks, or instances with the task that holds them, is answered with for one sample; by
 * its question.
 */
export const sampleAnswers: { readonly [question in QuestionName]?: (seen: SeenTask) => unknown } = {
  task: seen => seen,
  taskRecord: seen => ({ ...seen, submitter }),
  taskRecords: seen => ({ records: [{ ...seen, submitter }], total: 1 }),
  changeRecords: seen => ({ records: [{ ...seen, submitter }] }),
  instanceRecord: ({ task }) => ({ instance: sampleInstance, holder: task }),
  instanceRecords: ({ task }) => ({ records: [{ instance: sampleInstance, holder: task }], total: 1 }),
}
