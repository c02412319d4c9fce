import { Anchor, createTheme, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Router } from 'wouter'
import { client } from './api/client.ts'
import { SessionGate } from './pages/sign-in/session-gate.tsx'
import { Pages } from './pages/pages.tsx'
import { LanguageProvider } from './words/language.tsx'

/** A link within a text is seen to be one also by who cannot tell colours apart. */
const anchor = Anchor.extend({ defaultProps: { underline: 'always' } })
const theme = createTheme({ respectReducedMotion: true, components: { Anchor: anchor } })

/** The console. Its styles are files: the policy of the page allows none that is written into it. */
export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <Router base="/console">
            <SessionGate>
              <Pages />
            </SessionGate>
          </Router>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  )
}
