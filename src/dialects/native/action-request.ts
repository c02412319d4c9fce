import type { Action } from '../../core/actions.ts'
import type { ActionView } from './control-schema.ts'

type Fields = ActionView['request']['fields']

/** What the body of an action takes beside a reason; those that are left out here take nothing. */
const fieldsOf: { readonly [action in Action]?: Fields } = {
  pause: [
    { name: 'until', required: false },
    { name: 'afterwards', required: false },
  ],
  reschedule: [{ name: 'dueAt', required: true }],
}

/** How an action is asked for. */
export function actionRequest(action: Action, task: string): ActionView['request'] {
  const path = `/v1/tasks/${task}`
  return action === 'delete'
    ? { method: 'DELETE', path, fields: [] }
    : { method: 'POST', path: `${path}/${action}`, fields: fieldsOf[action] ?? [] }
}
