import type { Command } from 'commander'
import type { KeptKeyView, KeyView, ProjectView } from '../../dialects/native/account-schema.ts'
import type { AccountClient } from '../account-client.ts'
import { printable } from '../../telling/printable.ts'
import { printResult, type CommandContext } from '../context.ts'
import { CommandFailure, misuse } from '../failure.ts'
import { renewCredentials } from '../rotated-credentials.ts'
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

  /** Whose a key is, and its project, by name where that may be seen. */
  function tellProject({ user, project: id }: KeyView | KeptKeyView, projects: readonly ProjectView[]): void {
    if (context.json) return
    const name = projects.find(project => project.id === id)?.name
    const told = name === undefined ? id : say('key.projectNamed', { id, name })
    context.note(say('key.project', { user: printable(user), project: told }))
  }

  function showOnce(made: KeyView, projects: readonly ProjectView[]): void {
    printResult(context, made, () => [
      `export STEPWELL_ACCESS_KEY=${made.accessKey}`,
      `export STEPWELL_SECRET_KEY=${made.secretKey}`,
      `export STEPWELL_TOKEN=${made.token}`,
    ])
    context.note(say('key.once'))
    tellProject(made, projects)
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
      const projects = await projectsSeen(client)
      showOnce(await client.createKey({ project: projectId(project, projects), ...owner }), projects)
    })
  key
    .command('list')
    .description(say('help.keyList'))
    .option('--user <user>', say('help.keyList.user'))
    .action(async ({ user }: { readonly user?: string }) => {
      const list = await context.client().accounts.keys(user)
      printResult(context, list, () => keyTable(list.keys, context))
    })
  addAbout('show', say('help.keyShow'), async (accessKey, client) => {
    const shown = await client.key(accessKey)
    printResult(context, shown, () => keyTable([shown], context))
    tellProject(shown, await projectsSeen(client))
  })
  addAbout('rotate', say('help.keyRotate'), async (accessKey, client) => {
    // Before: who rotates the own key has no token behind it.
    const projects = await projectsSeen(client)
    const rotated = await client.rotateKey(accessKey)
    const becameOfFile = renewCredentials(rotated, context)
    showOnce(rotated, projects)
    context.note(becameOfFile)
  })
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

/** The projects that who asks may see; none where a policy keeps them: a key is made, and rotated, all the same. */
async function projectsSeen(client: AccountClient): Promise<readonly ProjectView[]> {
  try {
    return (await client.projects()).projects
  } catch (error) {
    if (error instanceof CommandFailure && error.refusal?.code === 'forbidden') return []
    throw error
  }
}

/** The id of a project by name or id: a key is made for an id. Throws misuse. */
function projectId(idOrName: string, projects: readonly ProjectView[]): string {
  if (/^[0-9a-f]{32}$/.test(idOrName)) return idOrName
  const found = projects.find(({ name }) => name === idOrName)
  if (found === undefined) throw misuse('key.noSuchProject', { project: idOrName })
  return found.id
}
