import { fileURLToPath } from 'node:url'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import type { Native } from '../scenario/native.ts'

/** What a server is started with, so that it knows the task that ticks. */
export const operations: readonly string[] = [fileURLToPath(new URL('./tick-operation.ts', import.meta.url))]

/** How a server would log in to an instance. */
export interface TickedAccess {
  readonly username: string
  readonly password: string
  readonly tls: boolean
}

/** Registers an instance for tasks that tick; nothing is at its address. */
export async function addTicked(native: Native, name: string, access?: TickedAccess): Promise<void> {
  const endpoints = [{ host: '127.0.0.1', port: 1 }]
  await native.ask('POST', '/instances', { service: 'taurusdb', name, endpoints, access })
}

/** A task that ticks so many times on an instance. */
export interface Ticks {
  readonly instance: string
  /** Where its worker writes its pid at every tick. */
  readonly file: string
  readonly ticks: number
  /** When it may begin, ISO 8601; left out: at once. */
  readonly dueAt?: string
}

/** Submits a task that ticks. */
export function submitTicks(native: Native, { instance, file, ticks, dueAt }: Ticks): Promise<TaskView> {
  return native.ask('POST', '/tasks', { operation: 'test.tick', instance, input: { file, ticks }, dueAt })
}
