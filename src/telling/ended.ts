import { attemptEndWords } from '../words/events.ts'

/** Every status of a task that has ended; the compiler holds the table to the server's. */
export const endedStatuses = Object.keys(attemptEndWords) as readonly (keyof typeof attemptEndWords)[]
