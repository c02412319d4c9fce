import type { Command } from 'commander'
import { isKeyToken } from '../../access/keys.ts'
import { formatMoment } from '../../telling/format.ts'
import { findServer, noToken } from '../connection.ts'
import { printResult, type CommandContext } from '../context.ts'
import { misuse } from '../failure.ts'
import { askPassword } from '../input/password.ts'
import { makeToken } from '../token-client.ts'

interface CreateOptions {
  readonly user: string
  readonly project?: string | null
}

/** `stepwell token …`: tokens of users, for who has a password and no access key. */
export function addToken(program: Command, context: CommandContext): void {
  const { say, settings, language } = context
  const token = program.command('token').description(say('help.token'))

  token
    .command('create')
    .description(say('help.tokenCreate'))
    .requiredOption('--user <user>', say('help.user.name'))
    .option('--project <project>', say('help.tokenCreate.project'))
    .addHelpText('after', `\n${say('help.tokenCreate.after')}`)
    .action(async ({ user, project = null }: CreateOptions) => {
      const url = findServer(settings)
      const password = await askPassword(context)
      const made = await makeToken({ user, password, project }, { url, language })
      // The token alone, so that a shell can take it up: what else there is to say stands beside it.
      printResult(context, made, () => [made.token])
      const until = formatMoment(Date.parse(made.expiresAt), language)
      context.note(say('token.made', { user: made.user, project: made.project?.name ?? '', until }))
    })

  token
    .command('revoke')
    .description(say('help.tokenRevoke'))
    .action(async () => {
      const connection = context.connection()
      if (connection.token === null) throw noToken(connection)
      if (isKeyToken(connection.token)) throw misuse('token.ofKey')
      const ended = await context.client().accounts.endToken()
      printResult(context, ended, () => [say('token.revoked', { user: ended.user })])
    })
}
