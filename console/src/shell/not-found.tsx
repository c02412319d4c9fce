import { Anchor, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { usePageTitle } from '../parts/page-title.ts'
import { useLanguage } from '../words/language.tsx'

/** Stands where there is no page. */
export function NotFound(): ReactNode {
  const { say } = useLanguage()
  usePageTitle(say('shell.notFound'))
  return (
    <Stack align="flex-start">
      <Title order={1} size="h3">
        {say('shell.notFound')}
      </Title>
      <Text c="dimmed">{say('shell.notFoundRemedy')}</Text>
      <Anchor component={Link} href="/tasks">
        {say('nav.tasks')}
      </Anchor>
    </Stack>
  )
}
