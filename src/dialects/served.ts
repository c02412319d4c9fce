import type { Dialect } from './dialect.ts'
import type { Method } from './reply.ts'

/** The API of one service. */
export interface ServedApi {
  /** As its users call it. */
  readonly title: string
  readonly dialect: Pick<Dialect, 'routes' | 'notServed' | 'hostLabel' | 'documentPath'>
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const place = ({ method, path }: { readonly method: Method; readonly path: string }): string =>
  `\`${method} ${path}\``

function section({ title, dialect: { routes, notServed = [] } }: ServedApi): readonly string[] {
  return [
    `## ${title}`,
    '',
    row('answered', 'request', 'what it is'),
    row('---', '---', '---'),
    ...routes.map(route => row(`\`${route.id}\``, place(route), route.summary)),
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
