import { dcsDialect } from './dcs/dialect.ts'
import { dmsDialect } from './dms/dialect.ts'
import type { ServedApi } from './served.ts'
import { taurusdbDialect } from './taurusdb/dialect.ts'

/** The APIs of the services, in the order of the page. */
export const servedApis: readonly ServedApi[] = [
  { title: 'DCS v2 (Redis)', dialect: dcsDialect },
  { title: 'DMS v2 (Kafka)', dialect: dmsDialect },
  { title: 'TaurusDB v3 (MySQL)', dialect: taurusdbDialect },
]
