import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLanguage } from '../words/language.tsx'
import { call } from './call.ts'
import { useLive } from './live.tsx'
import type { Instance, InstanceList, Operation, OperationList } from './native.generated.ts'
import { useReadAgain, useReadAnew } from './read-again.ts'

/** The operations that can be submitted; they change when the server is started with others. */
export function useOperations(): UseQueryResult<readonly Operation[]> {
  const { language } = useLanguage()
  useReadAnew(['operations', language])
  return useQuery({
    queryKey: ['operations', language],
    queryFn: async ({ signal }) =>
      (await call<OperationList>('/v1/operations', { language, signal })).operations,
    staleTime: 60_000,
  })
}

/** No event tells that an instance was registered, so they are read again every so often; and after what may have changed one. */
const instancesEveryMs = 10_000

/** The instances of the project, by name. */
export function useInstances(): UseQueryResult<readonly Instance[]> {
  const { language } = useLanguage()
  const { state } = useLive()
  useReadAgain(['instances', language], instancesEveryMs)
  return useQuery({
    queryKey: ['instances', language],
    queryFn: async ({ signal }) =>
      (await call<InstanceList>('/v1/instances', { language, signal })).instances,
    staleTime: instancesEveryMs,
    refetchInterval: state === 'paused' ? false : instancesEveryMs,
    // What is shown of it, as a form that is half filled in, must not go for a moment with its language.
    placeholderData: before => before,
  })
}

/** An instance, by id or name. */
export function useInstance(idOrName: string): UseQueryResult<Instance> {
  const { language } = useLanguage()
  const key = ['instance', idOrName, language]
  useReadAgain(key)
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call<Instance>(`/v1/instances/${encodeURIComponent(idOrName)}`, { language, signal }),
    placeholderData: before => before,
  })
}

/** An operation, by name. */
export function useOperation(name: string): UseQueryResult<Operation> {
  const { language } = useLanguage()
  useReadAnew(['operation', name, language])
  return useQuery({
    queryKey: ['operation', name, language],
    queryFn: ({ signal }) =>
      call<Operation>(`/v1/operations/${encodeURIComponent(name)}`, { language, signal }),
    staleTime: 60_000,
    placeholderData: before => before,
  })
}
