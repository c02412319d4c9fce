/** What happens again and again while a step works, and changes nothing but how far it is. */
const small: ReadonlySet<string> = new Set(['progressed', 'checkpointSaved', 'taskCheckpointSaved'])

/** Whether an event of this type is but a small part of the work. */
export const isSmall = (type: string): boolean => small.has(type)
