/** A copy of a JSON value that nobody can change, so that it may be handed out again and again. */
export function frozenCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => Object.freeze(inner)) as Value
}
