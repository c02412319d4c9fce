/** What the server tells a worker process. */
export type ToWorker =
  /** A task was changed by somebody else, or may be due. */
  { readonly type: 'changed'; readonly task: string }

/** Exit status of a worker process whose lease is over: it could not even say that it lives. */
export const leaseLostStatus = 75

/** What a worker process tells the server. */
export type ToServer =
  /** It has registered and claims tasks. */
  | { readonly type: 'ready' }
  /** It has stored a change of a task. */
  | { readonly type: 'stored'; readonly task: string }
