import type { TaskView } from '../../../src/dialects/native/schema.ts'
import type { Call, ClientOf } from '../driver.ts'
import type { Scene } from '../scene.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- what an SDK decoded, of any form
export type Decoded = any

/** A call that is answered, and how what the SDK decoded has to agree with the task. */
export interface Success {
  readonly parameters: (scene: Scene) => Call['parameters']
  readonly status: number
  /** What of the decoded answer is looked at; null where the SDK has nothing. */
  readonly seen: (decoded: Decoded, scene: Scene) => unknown
  /** The same, told by the native API, asked after the call. */
  readonly truth: (scene: Scene) => Promise<unknown>
}

/** A call that is refused, as the SDK's exception has to tell it. */
export interface Refused {
  readonly parameters: (scene: Scene) => Call['parameters']
  readonly status: number
  /** Null: its body has two, and not every SDK reads the same. */
  readonly code: string | null
  /** What it is called with instead of the administrator's own; left out: nothing. */
  readonly with?: Partial<Pick<Call, 'secretKey'>>
}

/** How an operation is refused that has no parameter which could be wrong. */
export const wrongSignature = (code: string | null): Refused => ({
  parameters: () => ({}),
  status: 401,
  code,
  with: { secretKey: 'NOTTHESECRETNOTTHESECRETNOTTHESECRET2345' },
})

/** An operation, and what every client does with it. */
export interface Cell {
  /** As the contract numbers it: `D1`. */
  readonly id: string
  readonly service: ClientOf
  /** As every SDK names it. */
  readonly operation: string
  readonly successes: readonly Success[]
  /** At least one: no operation only ever succeeds. */
  readonly refused: readonly [Refused, ...Refused[]]
}

/** The id of no task, in the form that all services have for one. */
export const noTask = '00000000-0000-4000-8000-000000000000'

/** A success whose answer tells nothing that the task does not: what the call did is looked up. */
export const acts = (
  status: number,
  parameters: Success['parameters'],
  truth: (scene: Scene) => Promise<boolean>,
): Success => ({ parameters, status, seen: () => true, truth })

/** Whether a task is gone. */
export const isGone = ({ truth }: Scene, { id }: Pick<TaskView, 'id'>): Promise<boolean> =>
  truth(id).then(
    () => false,
    () => true,
  )

/** Whole milliseconds of a native moment; null: none. */
export const milliseconds = (moment: string | null): number | null =>
  moment === null ? null : Date.parse(moment)
