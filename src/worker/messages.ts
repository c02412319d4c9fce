/** What the server tells a worker process. */
export type ToWorker =
  /** Something may be due. */
  | { readonly type: 'wake' }
  /** A task was changed by somebody else. */
  | { readonly type: 'changed'; readonly task: string }

/** What a worker process tells the server. */
export type ToServer =
  /** It has registered and claims tasks. */
  | { readonly type: 'ready' }
  /** It has stored a change of a task. */
  | { readonly type: 'stored'; readonly task: string; readonly revision: number }
