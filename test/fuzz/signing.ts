import { referenceSignature } from '../../src/access/testing/reference-verifier.ts'

/** What each client signs and says of itself, as recorded of them. */
const clients = {
  go: { agent: 'huaweicloud-usdk-go/3.0', signs: ['user-agent', 'x-project-id', 'x-language', 'x-sdk-date'] },
  java: { agent: 'huaweicloud-usdk-java/3.0', signs: ['host', 'user-agent', 'x-project-id', 'x-sdk-date'] },
  python: {
    agent: 'huaweicloud-usdk-python/3.0',
    signs: ['content-type', 'host', 'user-agent', 'x-project-id', 'x-sdk-date'],
  },
  node: {
    agent: 'huaweicloud-usdk-nodejs/3.0',
    signs: ['content-type', 'host', 'x-project-id', 'x-sdk-date'],
  },
  terraform: {
    agent: 'terraform-provider-huaweicloud golangsdk/2.0.0',
    signs: ['accept', 'content-type', 'user-agent', 'x-sdk-date'],
  },
} as const
export type Client = keyof typeof clients
export const clientNames = Object.keys(clients) as readonly Client[]

/** What is wrong with a signature. */
export const spoils = [
  'nothing',
  'secret',
  'signature',
  'accessKey',
  'scheme',
  'spaces',
  'date',
  'dateForm',
  'noDate',
  'twoDates',
  'missingName',
  'payloadHash',
  'unsignedPayload',
  'cut',
] as const
export type Spoil = (typeof spoils)[number]

export type Headers = readonly (readonly [name: string, value: string])[]

interface ToSign {
  readonly method: string
  readonly rawUrl: string
  readonly headers: Headers
  readonly body: Uint8Array
}

interface Signer {
  readonly accessKey: string
  readonly secretKey: string
  /** As X-Sdk-Date has it. */
  readonly date: string
}

/** The headers of a request as a client sends it: signed over what it signs, and spoiled. */
export function signedAs(
  client: Client,
  spoil: Spoil,
  request: ToSign,
  { accessKey, secretKey, date }: Signer,
): Headers {
  const { agent, signs } = clients[client]
  const hash = { payloadHash: 'f'.repeat(64), unsignedPayload: 'UNSIGNED-PAYLOAD' }[spoil as 'payloadHash']
  const written = { date: '20200101T000000Z', dateForm: '2022-09-01T11:54:30Z' }[spoil as 'date'] ?? date
  const headers: Headers = [
    ['User-Agent', agent],
    ...request.headers,
    ...(hash === undefined ? [] : [['X-Sdk-Content-Sha256', hash] as const]),
    ...(spoil === 'noDate' ? [] : [['X-Sdk-Date', written] as const]),
    ...(spoil === 'twoDates' ? [['X-Sdk-Date', date] as const] : []),
  ]
  const dict = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]))
  const named = signs.filter(name => dict.has(name)).join(';')
  const key = spoil === 'secret' ? `${secretKey}x` : secretKey
  const signature = referenceSignature({ ...request, headers: dict }, named, key) ?? ''
  const claim = `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${named}, Signature=${signature}`
  return [...headers, ['Authorization', spoilClaim(claim, spoil)]]
}

function spoilClaim(claim: string, spoil: Spoil): string {
  switch (spoil) {
    case 'signature':
      return claim.replace(/\w{64}$/, '0'.repeat(64))
    case 'accessKey':
      return claim.replace('Access=', 'Access=X')
    case 'scheme':
      return claim.replace('SDK-HMAC-SHA256', 'SDK-HMAC-SM3')
    case 'spaces':
      return claim.replaceAll(', ', ' ,,')
    case 'missingName':
      return claim.replace('SignedHeaders=', 'SignedHeaders=x-none;')
    case 'cut':
      return claim.slice(0, 60)
    default:
      return claim
  }
}
