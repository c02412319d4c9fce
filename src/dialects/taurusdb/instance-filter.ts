import { Type } from 'typebox'
import type { Instance } from '../../core/instance.ts'
import { readHosts, writeHosts } from './instance.ts'
import { datastoreType } from './job.ts'

type Match = (wanted: string, instance: Instance) => boolean

/** "If the value starts with an asterisk (*), fuzzy search results are returned. Otherwise, an exact result is returned." */
const isNamed = (wanted: string, text: string): boolean =>
  wanted.startsWith('*') ? text.includes(wanted.slice(1)) : text === wanted

/** "taurusKey1=value1", several with commas between them, all of which it must have. */
const hasTags: Match = (wanted, { tags }) =>
  wanted.split(',').every(tag => {
    const [key, ...value] = tag.split('=') as [string, ...string[]]
    return Object.hasOwn(tags, key) && (value.length === 0 || tags[key] === value.join('='))
  })

/** What Stepwell knows no instance by. */
const never: Match = () => false

/** What the list may be narrowed by, by parameter. */
const matches = {
  id: (wanted, { id }) => isNamed(wanted, id),
  name: (wanted, { name }) => isNamed(wanted, name),
  type: wanted => wanted === 'Cluster',
  datastore_type: wanted => wanted === datastoreType,
  private_ip: (wanted, instance) => writeHosts(instance).includes(wanted),
  readonly_private_ip: (wanted, instance) => readHosts(instance).includes(wanted),
  tags: hasTags,
  vpc_id: never,
  subnet_id: never,
  proxy_ip: never,
} satisfies { readonly [parameter: string]: Match }

type Parameter = keyof typeof matches

const parameters = Object.keys(matches) as readonly Parameter[]

/** The query's parameters. */
export const instanceParameters = Object.fromEntries(
  parameters.map(name => [name, Type.Optional(Type.String())]),
) as { readonly [name in Parameter]: ReturnType<typeof Type.Optional<ReturnType<typeof Type.String>>> }

/** Whether an instance is what a query asks for. */
export const isWanted = (query: { readonly [name in Parameter]?: string }, instance: Instance): boolean =>
  parameters.every(name => {
    const wanted = query[name]
    return wanted === undefined || matches[name](wanted, instance)
  })
