import type { Cell, Decoded } from './cell.ts'

/** IAM, as far as clients need it. Projects are named by what they are: their ids are what has to agree. */
export const iamCells: readonly Cell[] = [
  {
    id: 'I1',
    service: 'iam',
    operation: 'KeystoneCreateUserTokenByPassword',
    successes: [],
    refused: [
      {
        parameters: () => ({
          body: {
            auth: {
              identity: {
                methods: ['password'],
                password: { user: { name: 'nobody', password: 'not this', domain: { name: 'nowhere' } } },
              },
            },
          },
        }),
        status: 401,
        code: 'IAM.0401',
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
        seen: ({ projects }, scene) =>
          projects.some(({ id }: Decoded) => id === scene.services.dcs.done.project),
        truth: async () => true,
      },
    ],
    refused: [],
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
    refused: [],
  },
]
