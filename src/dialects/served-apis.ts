import { dcsDialect } from './dcs/dialect.ts'
import { dcsNotServed } from './dcs/not-served.ts'
import { dmsDialect } from './dms/dialect.ts'
import { dmsNotServed } from './dms/not-served.ts'
import type { ServedApi } from './served.ts'
import { taurusdbDialect } from './taurusdb/dialect.ts'
import { taurusdbNotServed } from './taurusdb/not-served.ts'

/** The APIs of the services, in the order of the page. */
export const servedApis: readonly ServedApi[] = [
  { title: 'DCS v2 (Redis)', dialect: dcsDialect, notServed: dcsNotServed },
  { title: 'DMS v2 (Kafka)', dialect: dmsDialect, notServed: dmsNotServed },
  { title: 'TaurusDB v3 (MySQL)', dialect: taurusdbDialect, notServed: taurusdbNotServed },
]
