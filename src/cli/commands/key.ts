import type { Command } from 'commander'
import type { KeyView } from '../../dialects/native/account-schema.ts'
import type { AccountClient } from '../account-client.ts'
import { printResult, type CommandContext } from '../context.ts'
import { misuse } from '../failure.ts'
import { keyTable } from '../text/accounts.ts'

interface KeyOptions {
  readonly project: string
  readonly user?: string
  readonly administrator?: boolean
}

/** `stepwell key …`: access keys; the secret and token of one are shown once, when it is made or rotated. */
export function addKey(program: Command, context: CommandContext): void {
  const { say } = context
  const key = program.command('key').description(say('help.key'))

  function showOnce(made: KeyView): void {
    printResult(context, made, () => [
      `export STEPWELL_ACCESS_KEY=${made.accessKey}`,
      `export STEPWELL_SECRET_KEY=${made.secretKey}`,
      `export STEPWELL_TOKEN=${made.token}`,
    ])
    context.note(say('key.once'))
  }

  /** A command about one key. */
  function addAbout(
    name: string,
    description: string,
    act: (accessKey: string, client: AccountClient) => Promise<void>,
  ): void {
    key
      .command(name)
      .description(description)
      .argument('<access-key>', say('help.key.accessKey'))
      .action((accessKey: string) => act(accessKey, context.client().accounts))
  }

  key
    .command('create')
    .description(say('help.keyCreate'))
    .requiredOption('--project <project>', say('help.keyCreate.project'))
    .option('--user <user>', say('help.keyCreate.user'))
    .option('--administrator', say('help.keyCreate.administrator'))
    .action(async ({ project, user, administrator }: KeyOptions) => {
      const client = context.client().accounts
      const owner = user === undefined ? { administrator: administrator === true } : { user }
      showOnce(await client.createKey({ project: await projectId(project, client), ...owner }))
    })
  key
    .command('list')
    .description(say('help.keyList'))
    .option('--user <user>', say('help.keyList.user'))
    .action(async ({ user }: { readonly user?: string }) => {
      const list = await context.client().accounts.keys(user)
      printResult(context, list, () => keyTable(list.keys, context))
    })
  addAbout('rotate', say('help.keyRotate'), async (accessKey, client) =>
    showOnce(await client.rotateKey(accessKey)),
  )
  for (const [name, description, act] of [
    ['disable', say('help.keyDisable'), (id: string, client: AccountClient) => client.disableKey(id, true)],
    ['enable', say('help.keyEnable'), (id: string, client: AccountClient) => client.disableKey(id, false)],
    ['remove', say('help.keyRemove'), (id: string, client: AccountClient) => client.removeKey(id)],
  ] as const)
    addAbout(name, description, async (accessKey, client) => {
      const shown = await act(accessKey, client)
      printResult(context, shown, () => keyTable([shown], context))
    })
}

/** The id of a project by name or id: a key is made for an id. Throws misuse. */
async function projectId(idOrName: string, client: AccountClient): Promise<string> {
  if (/^[0-9a-f]{32}$/.test(idOrName)) return idOrName
  const { projects } = await client.projects()
  const found = projects.find(({ name }) => name === idOrName)
  if (found === undefined) throw misuse('key.noSuchProject', { project: idOrName })
  return found.id
}
