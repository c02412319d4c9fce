import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLanguage } from '../words/language.tsx'
import { call } from './call.ts'
import type { Instance, InstanceList, Operation, OperationList } from './native.generated.ts'

/** The operations that can be submitted; they change when the server is started with others. */
export function useOperations(): UseQueryResult<readonly Operation[]> {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['operations', language],
    queryFn: async ({ signal }) =>
      (await call<OperationList>('/v1/operations', { language, signal })).operations,
    staleTime: 60_000,
  })
}

/** The instances of the project, by name. */
export function useInstances(): UseQueryResult<readonly Instance[]> {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['instances', language],
    queryFn: async ({ signal }) =>
      (await call<InstanceList>('/v1/instances', { language, signal })).instances,
    staleTime: 10_000,
  })
}
