import type { Command } from 'commander'
import type { UserView } from '../../dialects/native/account-schema.ts'
import type { Language } from '../../core/words.ts'
import type { AccountClient } from '../account-client.ts'
import { printResult, type CommandContext } from '../context.ts'
import { askPassword } from '../input/password.ts'
import { languageOption, repeatedOption } from '../options.ts'
import { userTable } from '../text/accounts.ts'

interface UserAddOptions {
  readonly administrator?: boolean
  readonly password: boolean
  readonly policy?: readonly string[]
  readonly project?: string
  readonly speaks?: Language
}

/** `stepwell user …`: who may ask. */
export function addUser(program: Command, context: CommandContext): void {
  const { say } = context
  const user = program.command('user').description(say('help.user'))
  const show = (shown: UserView): void => printResult(context, shown, () => userTable([shown], context))

  /** A command about one user, which it shows as it is then. */
  function addAbout(
    name: string,
    description: string,
    act: (user: string, client: AccountClient) => Promise<UserView>,
  ): void {
    user
      .command(name)
      .description(description)
      .argument('<user>', say('help.user.name'))
      .action(async (named: string) => show(await act(named, context.client().accounts)))
  }

  user
    .command('add')
    .description(say('help.userAdd'))
    .argument('<name>', say('help.user.name'))
    .addOption(repeatedOption('--policy <name>', say('help.userAdd.policy')))
    .option('--project <project>', say('help.attach.project'))
    .option('--administrator', say('help.userAdd.administrator'))
    .option('--no-password', say('help.userAdd.noPassword'))
    .addOption(languageOption('--speaks <language>', say('help.speaks')))
    .action(async (name: string, options: UserAddOptions) => {
      const { policy = [], project = null, administrator = false, speaks = null } = options
      const password = options.password ? { password: await askPassword(context) } : {}
      const policies = policy.map(each => ({ policy: each, project }))
      const body = { name, ...password, administrator, language: speaks, policies }
      show(await context.client().accounts.addUser(body))
      if (policies.length === 0) context.note(say('user.noPolicy', { user: name }))
    })
  user
    .command('list')
    .description(say('help.userList'))
    .action(async () => {
      const list = await context.client().accounts.users()
      printResult(context, list, () => userTable(list.users, context))
    })
  addAbout('show', say('help.userShow'), (name, client) => client.user(name))
  addAbout('password', say('help.userPassword'), async (name, client) =>
    client.setPassword(name, await askPassword(context)),
  )
  addAbout('disable', say('help.userDisable'), (name, client) => client.changeUser(name, { disabled: true }))
  addAbout('enable', say('help.userEnable'), (name, client) => client.changeUser(name, { disabled: false }))
  addAbout('promote', say('help.userPromote'), (name, client) =>
    client.changeUser(name, { administrator: true }),
  )
  addAbout('demote', say('help.userDemote'), (name, client) =>
    client.changeUser(name, { administrator: false }),
  )
  addAbout('remove', say('help.userRemove'), (name, client) => client.removeUser(name))
  for (const [name, description, act] of [
    ['attach', say('help.userAttach'), 'attach'],
    ['detach', say('help.userDetach'), 'detach'],
  ] as const)
    user
      .command(name)
      .description(description)
      .argument('<user>', say('help.user.name'))
      .argument('<policy>', say('help.policy.name'))
      .option('--project <project>', say('help.attach.project'))
      .action(async (named: string, policy: string, { project }: { readonly project?: string }) =>
        show(await context.client().accounts[act](named, { policy, project: project ?? null })),
      )
}
