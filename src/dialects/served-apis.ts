import { dcsDialect } from './dcs/dialect.ts'
import { dcsNotServed } from './dcs/not-served.ts'
import type { ServedApi } from './served.ts'

/** The APIs of the services, in the order of the page. */
export const servedApis: readonly ServedApi[] = [
  { title: 'DCS v2 (Redis)', dialect: dcsDialect, notServed: dcsNotServed },
]
