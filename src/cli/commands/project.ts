import type { Command } from 'commander'
import type { Language } from '../../core/words.ts'
import type { ProjectView } from '../../dialects/native/account-schema.ts'
import { printResult, type CommandContext } from '../context.ts'
import { languageOption } from '../options.ts'
import { projectTable } from '../text/accounts.ts'

interface ProjectOptions {
  readonly name?: string
  readonly description?: string
  readonly speaks?: Language
}

/** `stepwell project …`: what instances and tasks belong to. */
export function addProject(program: Command, context: CommandContext): void {
  const { say } = context
  const project = program.command('project').description(say('help.project'))
  const show = (shown: ProjectView): void => printResult(context, shown, () => projectTable([shown], context))
  const given = ({ name, description, speaks }: ProjectOptions) => ({
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(speaks === undefined ? {} : { language: speaks }),
  })

  project
    .command('add')
    .description(say('help.projectAdd'))
    .argument('<name>', say('help.project.name'))
    .option('--description <text>', say('help.description'))
    .addOption(languageOption('--speaks <language>', say('help.speaks')))
    .action(async (name: string, options: ProjectOptions) =>
      show(await context.client().accounts.addProject({ ...given(options), name })),
    )
  project
    .command('list')
    .description(say('help.projectList'))
    .action(async () => {
      const list = await context.client().accounts.projects()
      printResult(context, list, () => projectTable(list.projects, context))
    })
  project
    .command('change')
    .description(say('help.projectChange'))
    .argument('<project>', say('help.project.name'))
    .option('--name <name>', say('help.projectChange.name'))
    .option('--description <text>', say('help.description'))
    .addOption(languageOption('--speaks <language>', say('help.speaks')))
    .action(async (named: string, options: ProjectOptions) =>
      show(await context.client().accounts.changeProject(named, given(options))),
    )
  project
    .command('remove')
    .description(say('help.projectRemove'))
    .argument('<project>', say('help.project.name'))
    .action(async (named: string) => show(await context.client().accounts.removeProject(named)))
}
