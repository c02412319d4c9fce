import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { PolicyView } from '../../dialects/native/account-schema.ts'
import { joinNames } from '../../words/joined.ts'
import { printResult, type CommandContext } from '../context.ts'
import { misuse } from '../failure.ts'
import { actionTable, policyTable } from '../text/accounts.ts'

interface PolicyOptions {
  readonly description?: string
}

/** `stepwell policy …`: what users may do. */
export function addPolicy(program: Command, context: CommandContext): void {
  const { say } = context
  const policy = program.command('policy').description(say('help.policy'))
  const show = (shown: PolicyView): void => printResult(context, shown, () => policyTable([shown], context))
  const warn = ({ name, unknownActions, unknownResources }: PolicyView): void => {
    const actions = joinNames(unknownActions, context.language)
    if (actions !== '') context.note(say('policy.unknownActions', { policy: name, actions }))
    const resources = joinNames(unknownResources, context.language)
    if (resources !== '') context.note(say('policy.unknownResources', { policy: name, resources }))
  }

  for (const [name, description, act] of [
    ['add', say('help.policyAdd'), 'addPolicy'],
    ['change', say('help.policyChange'), 'changePolicy'],
  ] as const)
    policy
      .command(name)
      .description(description)
      .argument('<name>', say('help.policy.name'))
      .argument('<file>', say('help.policy.file'))
      .option('--description <text>', say('help.description'))
      .action(async (named: string, file: string, { description: told }: PolicyOptions) => {
        const document = await textOf(file)
        const body = { document, ...(told === undefined ? {} : { description: told }) }
        const saved = await context.client().accounts[act](named, body)
        show(saved)
        warn(saved)
      })
  policy
    .command('list')
    .description(say('help.policyList'))
    .action(async () => {
      const list = await context.client().accounts.policies()
      printResult(context, list, () => policyTable(list.policies, context))
      list.policies.forEach(warn)
    })
  policy
    .command('show')
    .description(say('help.policyShow'))
    .argument('<name>', say('help.policy.name'))
    .action(async (named: string) => {
      const shown = await context.client().accounts.policy(named)
      printResult(context, shown, () => shown.document.split('\n'))
      warn(shown)
    })
  policy
    .command('actions')
    .description(say('help.policyActions'))
    .action(async () => {
      const list = await context.client().accounts.actions()
      printResult(context, list, () => actionTable(list.actions, context))
    })
  policy
    .command('remove')
    .description(say('help.policyRemove'))
    .argument('<name>', say('help.policy.name'))
    .action(async (named: string) => show(await context.client().accounts.removePolicy(named)))
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw misuse('policy.unreadable', { file, reason: (error as NodeJS.ErrnoException).code ?? '' })
  }
}
