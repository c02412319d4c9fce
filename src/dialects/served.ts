import type { Dialect } from './dialect.ts'
import type { Method } from './reply.ts'

/** An operation of a service's API that is not answered: who calls it is told that nothing is there. */
export interface NotServed {
  /** Its name in the official SDKs. */
  readonly id: string
  readonly method: Method
  /** As in `/v2/{project_id}/instances/{instance_id}/resize`. */
  readonly path: string
  /** Why, in a few words, for who reads the page; in English, as the page is. */
  readonly why: string
}

/** The API of one service: what its routes answer, and what is known of it beside. */
export interface ServedApi {
  /** As its users call it. */
  readonly title: string
  readonly dialect: Pick<Dialect, 'routes' | 'hostLabel' | 'documentPath'>
  readonly notServed: readonly NotServed[]
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const place = ({ method, path }: { readonly method: Method; readonly path: string }): string =>
  `\`${method} ${path}\``

function section({ title, dialect, notServed }: ServedApi): readonly string[] {
  return [
    `## ${title}`,
    '',
    row('answered', 'request', 'what it is'),
    row('---', '---', '---'),
    ...dialect.routes.map(route => row(`\`${route.id}\``, place(route), route.summary)),
    '',
    row('not answered', 'request', 'why'),
    row('---', '---', '---'),
    ...notServed.map(each => row(`\`${each.id}\``, place(each), each.why)),
    '',
  ]
}

/** The page that tells what of the services' APIs is answered and what is not, in Markdown. */
export function servedPage(apis: readonly ServedApi[]): string {
  return [
    '<!-- Made from the tables of routes: npm run generate:served. -->',
    '',
    '# What is answered of the services’ APIs',
    '',
    'Operations are called as the official SDKs call them. What is not answered is refused with 404, as any place where nothing is;',
    'it is never said to have been done.',
    '',
    ...apis.flatMap(section),
  ].join('\n')
}
