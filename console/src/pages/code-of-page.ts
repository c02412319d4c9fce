import { call, CallError } from '../api/call.ts'

const tryAgainEveryMs = 2000

/**
 * The code of a page, which comes when somebody goes there. While the server is away it is waited for, as everything else is; it
 * rejects where the server is there and does not have it, as after an upgrade.
 */
export async function codeOfPage<Code>(load: () => Promise<Code>): Promise<Code> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!(await isServerAway())) throw error
      await new Promise(resolve => setTimeout(resolve, tryAgainEveryMs))
    }
  }
}

const isServerAway = async (): Promise<boolean> =>
  call('/v1/server', { language: 'en-us' }).then(
    () => false,
    (error: unknown) => error instanceof CallError && error.code === null,
  )
