import type { Command, Help } from 'commander'
import type { Language } from '../core/words.ts'
import { speaker } from '../words/command-line.ts'
import { addAudit } from './commands/audit.ts'
import { addBackup } from './commands/backup.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEvents } from './commands/events.ts'
import { addExport } from './commands/export.ts'
import { addInstance } from './commands/instance.ts'
import { addKey } from './commands/key.ts'
import { addKeyRing } from './commands/key-ring.ts'
import { addList } from './commands/list.ts'
import { addLogs } from './commands/logs.ts'
import { addOperations } from './commands/operations.ts'
import { addPolicy } from './commands/policy.ts'
import { addProject } from './commands/project.ts'
import { addRequest } from './commands/request.ts'
import { addRestore } from './commands/restore.ts'
import { addServe } from './commands/serve.ts'
import { addShow } from './commands/show.ts'
import { addSubmit } from './commands/submit.ts'
import { addToken } from './commands/token.ts'
import { addUser } from './commands/user.ts'
import { addWatch } from './commands/watch.ts'
import { addWebhook } from './commands/webhook.ts'
import { columnsOf, type CommandContext } from './context.ts'
import { addControls } from './control/controls.ts'
import { languageOption } from './options.ts'
import { displayWidth } from './text/display-width.ts'

/** Builds `stepwell` with all its commands; it never ends the process, but throws. */
export function createProgram(program: Command, version: string, context: CommandContext): void {
  const { say, surroundings } = context
  program
    .name('stepwell')
    .description(say('help.stepwell'))
    .version(version, '-v, --version', say('help.version'))
    .addOption(languageOption('--lang <language>', say('help.lang')))
    .option('--json', say('help.json'))
    .helpOption('-h, --help', say('help.help'))
    .helpCommand('help [command]', say('help.helpCommand'))
    .addHelpText('after', `\n${say('help.exitCodes')}\n\n${say('help.environment')}`)
    .exitOverride()
    .configureHelp(helpIn(context.language))
    .configureOutput({
      writeOut: text => void surroundings.stdout.write(text),
      writeErr: text => void surroundings.stderr.write(text),
      // A mistake is told in one line, in the person's language, by whoever catches it.
      outputError: () => {},
      getOutHelpWidth: () => columnsOf(surroundings),
      getErrHelpWidth: () => columnsOf(surroundings),
      getOutHasColors: () => false,
    })
  for (const add of [
    addServe,
    addInstance,
    addSubmit,
    addList,
    addShow,
    addWatch,
    addControls,
    addOperations,
    addEvents,
    addLogs,
    addExport,
    addKey,
    addUser,
    addToken,
    addProject,
    addPolicy,
    addAudit,
    addWebhook,
    addRequest,
    addBackup,
    addRestore,
    addKeyRing,
    addDoctor,
  ])
    add(program, context)
  translateHelpOptions(program, context)
}

/** Subcommands take over the settings of their parents, but not the description of --help. */
function translateHelpOptions(command: Command, context: CommandContext): void {
  for (const child of command.commands) {
    child.helpOption('-h, --help', context.say('help.help'))
    if (child.commands.length > 0) child.helpCommand('help [command]', context.say('help.helpCommand'))
    translateHelpOptions(child, context)
  }
}

function helpIn(language: Language): Partial<Help> {
  const say = speaker(language)
  const titles: Readonly<Record<string, string>> = {
    'Usage:': say('help.usageTitle'),
    'Arguments:': say('help.argumentsTitle'),
    'Options:': say('help.optionsTitle'),
    'Global Options:': say('help.globalOptionsTitle'),
    'Commands:': say('help.commandsTitle'),
  }
  return {
    showGlobalOptions: true,
    displayWidth,
    styleTitle: title => titles[title] ?? title,
    optionDescription: option =>
      withFacts(option.description, option.argChoices, option.defaultValue, language),
    argumentDescription: argument =>
      withFacts(argument.description, argument.argChoices, undefined, language),
  }
}

function withFacts(
  description: string,
  choices: readonly string[] | undefined,
  byDefault: unknown,
  language: Language,
): string {
  const say = speaker(language)
  const facts = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(byDefault === undefined ? [] : [say('help.default', { value: String(byDefault) })]),
  ]
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`
}
