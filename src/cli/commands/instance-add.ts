import type { Command } from 'commander'
import type { Service } from '../../core/task.ts'
import type { NewInstanceBody } from '../../dialects/native/schema.ts'
import { printResult, type CommandContext } from '../context.ts'
import { misuse } from '../failure.ts'
import { parseAddress, type InstanceAddress } from '../input/address.ts'
import { parsePairs } from '../input/pairs.ts'
import { readSecret } from '../input/secret.ts'
import { repeatedOption, serviceOption } from '../options.ts'
import { factLines } from '../text/instance.ts'
import { addressesOf } from '../../telling/addresses.ts'

interface InstanceAddOptions {
  readonly service?: Service
  readonly name?: string
  readonly username?: string
  readonly passwordStdin?: boolean
  readonly tls?: boolean
  readonly tag?: readonly string[]
  readonly enterpriseProject?: string
  readonly hook?: string
  readonly hookArgument?: readonly string[]
  readonly hookTimeout?: string
}

/** `stepwell instance add ADDRESS`: registers an instance and says what was found there. */
export function addInstanceAdd(instance: Command, context: CommandContext): void {
  const { say } = context
  instance
    .command('add')
    .description(say('help.instanceAdd'))
    .argument('<address>', say('help.instanceAdd.address'))
    .addOption(serviceOption(say('help.instanceAdd.service')))
    .option('--name <name>', say('help.instanceAdd.name'))
    .option('--username <name>', say('help.instanceAdd.username'))
    .option('--password-stdin', say('help.instanceAdd.passwordStdin'))
    .option('--tls', say('help.instanceAdd.tls'))
    .addOption(repeatedOption('--tag <name=value>', say('help.instanceAdd.tag')))
    .option('--enterprise-project <id>', say('help.instanceAdd.enterpriseProject'))
    .option('--hook <program>', say('help.instanceAdd.hook'))
    .addOption(repeatedOption('--hook-argument <text>', say('help.instanceAdd.hookArgument')))
    .option('--hook-timeout <seconds>', say('help.instanceAdd.hookTimeout'))
    .addHelpText('after', `\n${say('help.instanceAdd.after')}`)
    .action(async (address: string, options: InstanceAddOptions) => {
      const body = await describe(address, options, context)
      const added = await context.client().addInstance(body)
      printResult(context, added, () => [
        say('instance.added', { name: added.name, id: added.id }),
        say('instance.addresses', { addresses: addressesOf(added) }),
        ...factLines(added, context.language),
      ])
    })
}

async function describe(
  text: string,
  options: InstanceAddOptions,
  context: CommandContext,
): Promise<NewInstanceBody> {
  const address = parseAddress(text)
  if (options.service !== undefined && address.service !== null && options.service !== address.service)
    throw misuse('address.otherService', { service: options.service, addressService: address.service })
  const access = {
    username: options.username ?? address.username,
    password: await passwordOf(address, options, context),
    tls: options.tls ?? address.tls,
  }
  return {
    service: options.service ?? address.service ?? 'dcs',
    endpoints: address.endpoints,
    access,
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.tag === undefined ? {} : { tags: parsePairs(options.tag, '--tag') }),
    ...(options.enterpriseProject === undefined ? {} : { enterpriseProject: options.enterpriseProject }),
    ...hookOf(options),
  }
}

async function passwordOf(
  address: InstanceAddress,
  options: InstanceAddOptions,
  { surroundings, settings }: CommandContext,
): Promise<string | null> {
  if (options.passwordStdin !== true) return address.password ?? settings.instancePassword
  if (address.password !== null) throw misuse('secret.twice')
  return readSecret(surroundings)
}

function hookOf({
  hook,
  hookArgument,
  hookTimeout,
}: InstanceAddOptions): Pick<NewInstanceBody, 'switchHook'> {
  if (hook === undefined && (hookArgument !== undefined || hookTimeout !== undefined))
    throw misuse('hook.none')
  if (hook === undefined) return {}
  const timeoutSeconds = Number(hookTimeout ?? 30)
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 3600)) throw misuse('hook.timeout')
  return { switchHook: { program: hook, arguments: hookArgument ?? [], timeoutSeconds } }
}
