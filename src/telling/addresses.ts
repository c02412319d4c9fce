import type { InstanceView } from '../dialects/native/schema.ts'

/** Where an instance listens, as one text. */
export function addressesOf({ endpoints }: Pick<InstanceView, 'endpoints'>): string {
  return endpoints.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ')
}
