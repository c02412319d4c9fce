/** A range of IP addresses, as in `10.20.0.0/16`. */
export interface Network {
  /** Any address of it. */
  readonly address: string
  /** How many of its first bits all of them have. */
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}
