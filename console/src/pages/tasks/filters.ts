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
  /** Whether only what stands still is shown. */
  readonly isStalled: boolean
  readonly order: Order
}

/** In which order tasks may be looked at; the first is that of who has not chosen. */
export const orders = ['active', 'newest', 'oldest'] as const
type Order = (typeof orders)[number]

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
    isStalled: query.get('stalled') === 'true',
    order: orders.find(order => order === query.get('order')) ?? 'active',
  }
}

/** Filters as the query of the page's address. */
export function queryOf({ search, statuses: wanted, isStalled, order, ...equal }: Filters): URLSearchParams {
  const query = new URLSearchParams()
  if (search !== '') query.set('search', search)
  if (wanted.length > 0) query.set('status', wanted.join(','))
  for (const [name, value] of Object.entries(equal)) if (value !== null) query.set(name, value)
  if (isStalled) query.set('stalled', 'true')
  if (order !== 'active') query.set('order', order)
  return query
}

/** Filters as a query of the API, which has another order of its own. */
export function listQueryOf(filters: Filters): URLSearchParams {
  const query = queryOf(filters)
  query.set('order', filters.order)
  return query
}

/** What of the filters the tasks are counted by, status by status. */
export const countedBy = ({ service, operation, instance }: Filters): URLSearchParams =>
  queryOf({ ...nothing, service, operation, instance })

/** The filters that narrow nothing. */
export const nothing: Filters = {
  search: '',
  statuses: [],
  service: null,
  operation: null,
  instance: null,
  isStalled: false,
  order: 'active',
}

/** Whether anything is narrowed at all. */
export const isNarrow = (filters: Filters): boolean => queryOf({ ...filters, order: nothing.order }).size > 0
