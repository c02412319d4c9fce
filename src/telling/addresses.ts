/** Something that listens. */
interface Endpoint {
  readonly host: string
  /** Text: what stands for one that is not told. */
  readonly port: number | string
}

/** Where an instance listens, as one text. */
export function addressesOf({ endpoints }: { readonly endpoints: readonly Endpoint[] }): string {
  return endpoints.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ')
}
