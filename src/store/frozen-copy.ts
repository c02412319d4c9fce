/** A copy of a JSON value that nobody can change, so that it may be handed out again and again. */
export function frozenCopy<Value>(value: Value): Value {
  return frozen(JSON.parse(JSON.stringify(value)) as Value)
}

/** Freezes a value that was just parsed: a reviver that freezes takes four times as long (M). */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
