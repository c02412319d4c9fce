import type { Scene } from '../scene.ts'
import { wrongSignature, type Cell, type Decoded } from './cell.ts'

interface Reader {
  readonly name: string
  readonly password: string
}

/** The user of a scene that signs in; who runs the cells creates it. */
export const readerOf = ({ name }: Pick<Scene, 'name'>): Reader => ({
  name: `${name}-reader`,
  password: 'correct horse battery',
})

/** What is sent for a token; left out: for no project. */
const tokenBody = (user: Reader, project?: string) => ({
  body: {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { ...user, domain: { name: 'stepwell' } } },
      },
      ...(project === undefined ? {} : { scope: { project: { id: project } } }),
    },
  },
})

/** IAM, as far as clients need it. */
export const iamCells: readonly Cell[] = [
  {
    id: 'I1',
    service: 'iam',
    operation: 'KeystoneCreateUserTokenByPassword',
    successes: [
      {
        parameters: scene => tokenBody(readerOf(scene), scene.project),
        status: 201,
        seen: ({ token }) => [token.user.name, token.project.id],
        truth: async scene => [readerOf(scene).name, scene.project],
      },
    ],
    refused: [
      // Without a scope the Go SDK sends `null`.
      {
        parameters: scene => tokenBody({ ...readerOf(scene), password: 'not this one' }),
        status: 401,
        code: null,
      },
    ],
  },
  {
    id: 'I2',
    service: 'iam',
    operation: 'KeystoneListProjects',
    successes: [
      {
        parameters: () => ({}),
        status: 200,
        seen: ({ projects }, scene) => projects.some(({ id }: Decoded) => id === scene.project),
        truth: async () => true,
      },
    ],
    refused: [{ parameters: () => ({ per_page: 0 }), status: 400, code: null }, wrongSignature(null)],
  },
  {
    id: 'I3',
    service: 'iam',
    operation: 'KeystoneListAuthDomains',
    successes: [
      {
        parameters: () => ({}),
        status: 200,
        seen: ({ domains }) => domains.length > 0,
        truth: async () => true,
      },
    ],
    refused: [wrongSignature(null)],
  },
]
