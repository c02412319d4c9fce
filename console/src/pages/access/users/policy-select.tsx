import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePolicies, useProjects } from '../../../api/access.ts'
import { useLanguage } from '../../../words/language.tsx'

/** A policy, and where it counts; empty texts: none is chosen, in every project. */
export interface ChosenPolicy {
  readonly policy: string
  readonly project: string
}

export const noPolicy: ChosenPolicy = { policy: '', project: '' }

/** What of a choice goes over the wire; null: no policy is chosen. */
export const attachmentOf = ({
  policy,
  project,
}: ChosenPolicy): { policy: string; project: string | null } | null =>
  policy === '' ? null : { policy, project: project === '' ? null : project }

interface PolicySelectProps {
  readonly value: ChosenPolicy
  readonly change: (chosen: ChosenPolicy) => void
  readonly isRequired?: boolean
  /** What is wrong with the policy; null: nothing. */
  readonly problem?: string | null
}

/** Chooses a policy, and the project in which it counts. */
export function PolicySelect(props: PolicySelectProps): ReactNode {
  const { value, change, isRequired = false, problem = null } = props
  const { say } = useLanguage()
  const { data: policies = [] } = usePolicies()
  const { data: projects = [] } = useProjects()
  const description = policies.find(({ name }) => name === value.policy)?.description
  return (
    <>
      <NativeSelect
        name="policy"
        label={say('users.policy')}
        description={description === undefined || description === '' ? say('users.policyHint') : description}
        value={value.policy}
        onChange={event => change({ ...value, policy: event.currentTarget.value })}
        error={problem}
        required={isRequired}
        data={[{ value: '', label: say('users.noPolicy') }, ...policies.map(({ name }) => name)]}
      />
      {value.policy !== '' && (
        <NativeSelect
          label={say('users.in')}
          value={value.project}
          onChange={event => change({ ...value, project: event.currentTarget.value })}
          data={[
            { value: '', label: say('users.everyProject') },
            ...projects.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </>
  )
}
