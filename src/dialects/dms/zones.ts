import type { ZonesDocument } from './instance-schema.ts'

/** Where every instance is: Stepwell knows no other places, and Terraform reads no instance while there is none. */
export const onlyZone = 'local'

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
