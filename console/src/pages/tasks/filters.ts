import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Task } from '../../api/native.generated.ts'
import { taskStatusWords } from '../../../../src/words/statuses.ts'

export type Status = Task['status']

/** Every status, in the order a task may take them. */
export const statuses = Object.keys(taskStatusWords) as readonly Status[]

/** What narrows the list; it lives in the address of the page. */
export interface Filters {
  /** `''`: everything. */
  readonly search: string
  readonly statuses: readonly Status[]
  /** Null: any. */
  readonly service: string | null
  readonly operation: string | null
  readonly instance: string | null
  readonly order: 'newest' | 'oldest'
}

/** The filters of the page's address, and how to change some of them. */
export function useFilters(): readonly [Filters, (change: Partial<Filters>) => void] {
  const [query, setQuery] = useSearchParams()
  const text = query.toString()
  const filters = useMemo(() => filtersIn(new URLSearchParams(text)), [text])
  const change = (changed: Partial<Filters>): void =>
    setQuery(queryOf({ ...filters, ...changed }), { replace: true })
  return [filters, change]
}

/** The filters that a query names; what it names that there is not is left out. */
export function filtersIn(query: URLSearchParams): Filters {
  const wanted = (query.get('status') ?? '').split(',')
  return {
    search: query.get('search') ?? '',
    statuses: statuses.filter(status => wanted.includes(status)),
    service: query.get('service'),
    operation: query.get('operation'),
    instance: query.get('instance'),
    order: query.get('order') === 'oldest' ? 'oldest' : 'newest',
  }
}

/** Filters as the query of an address: of the page, and of the API. */
export function queryOf({ search, statuses: wanted, order, ...equal }: Filters): URLSearchParams {
  const query = new URLSearchParams()
  if (search !== '') query.set('search', search)
  if (wanted.length > 0) query.set('status', wanted.join(','))
  for (const [name, value] of Object.entries(equal)) if (value !== null) query.set(name, value)
  if (order !== 'newest') query.set('order', order)
  return query
}

/** Whether anything is narrowed at all. */
export const isNarrow = ({ search, statuses: wanted, service, operation, instance }: Filters): boolean =>
  search !== '' || wanted.length > 0 || service !== null || operation !== null || instance !== null
