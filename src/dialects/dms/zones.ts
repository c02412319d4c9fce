import type { ZonesDocument } from './instance-schema.ts'

/**
 * Where every instance is: Stepwell knows no other places, and Terraform reads no instance while there is none. DCS names it
 * the same: whoever asks for zones on a port that both have may be answered by either.
 */
export const onlyZone = 'default'

/** What `GET /v2/available-zones` says. */
export const zonesDocument: ZonesDocument = {
  region_id: null,
  available_zones: [
    {
      id: onlyZone,
      code: onlyZone,
      name: onlyZone,
      soldOut: false,
      resource_availability: 'true',
      default_az: true,
      ipv6_enable: false,
    },
  ],
}
