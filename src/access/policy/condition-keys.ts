/** Looks up what a request has under a condition key: one value, several, or null for none. */
export type KeyLookup = (key: string) => string | readonly string[] | null

/** What the condition keys of a request are read from. */
export interface RequestFacts {
  /** Null: an access key of no user. */
  readonly user: { readonly id: string; readonly name: string } | null
  readonly projectName: string
  readonly domainName: string
  /** The service that is asked, as in the action's name: `dcs`, `dms`, `gaussdbformysql`, `stepwell`. */
  readonly service: string
  /**
   * The instance that the request is about, whether it names it or its task; null: none. A request about several is asked
   * for once for each.
   */
  readonly instance: {
    readonly enterpriseProject: string
    readonly tags: { readonly [key: string]: string }
  } | null
  /** Tags that the request gives to something; null: it gives none. */
  readonly givenTags: { readonly [key: string]: string } | null
  /** Where the connection comes from, an IP address; null: not known, or a proxy's. */
  readonly sourceAddress: string | null
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * What a request is under each condition key, read when a policy asks for it. Every key that is not known here is absent, such
 * as a service's own.
 */
export const conditionKeys =
  (facts: RequestFacts): KeyLookup =>
  key => {
    if (Object.hasOwn(globalKeys, key)) return (globalKeys[key] as KeySource)(facts)
    if (key.startsWith(resourceTag)) return tagOf(facts.instance?.tags, key.slice(resourceTag.length))
    if (key.startsWith(requestTag)) return tagOf(facts.givenTags, key.slice(requestTag.length))
    return null
  }

/** Whether a condition key is about what the request is done to. */
export const isOfResource = (key: string): boolean =>
  key === 'g:EnterpriseProjectId' || key.startsWith(resourceTag)

type KeySource = (facts: RequestFacts) => ReturnType<KeyLookup>

const globalKeys: { readonly [key: string]: KeySource } = {
  'g:EnterpriseProjectId': ({ instance }) => instance?.enterpriseProject ?? null,
  'g:UserId': ({ user }) => user?.id ?? null,
  'g:UserName': ({ user }) => user?.name ?? null,
  'g:ProjectName': ({ projectName }) => projectName,
  'g:DomainName': ({ domainName }) => domainName,
  'g:ServiceName': ({ service }) => service,
  'g:SourceIp': ({ sourceAddress }) => sourceAddress,
  'g:CurrentTime': ({ now }) => new Date(now).toISOString(),
  'g:TagKeys': ({ givenTags }) => (givenTags === null ? null : Object.keys(givenTags)),
}

/** The cloud has them; a request here never does, for there is no second factor and no private network. */
const absentKeys = ['g:MFAPresent', 'g:MFAAge', 'g:SourceVpce']

const resourceTag = 'g:ResourceTag/'
const requestTag = 'g:RequestTag/'

const tagOf = (tags: { readonly [key: string]: string } | null | undefined, name: string): string | null =>
  tags !== null && tags !== undefined && Object.hasOwn(tags, name) ? (tags[name] as string) : null

const spellings = new Map(
  [...Object.keys(globalKeys), ...absentKeys, resourceTag, requestTag].map(name => [
    name.toLowerCase(),
    name,
  ]),
)

/** How a known key is spelled, a tag's up to its slash, whatever its letters' case; null: it is none that is known. */
export const spellingOf = (key: string): string | null =>
  spellings.get(key.slice(0, key.indexOf('/') + 1 || key.length).toLowerCase()) ?? null
