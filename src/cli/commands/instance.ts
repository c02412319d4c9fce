import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { addInstanceAdd } from './instance-add.ts'
import { addInstanceList } from './instance-list.ts'
import { addInstanceRemove } from './instance-remove.ts'
import { addInstanceShow } from './instance-show.ts'

/** `stepwell instance …`: the registry of instances. */
export function addInstance(program: Command, context: CommandContext): void {
  const instance = program.command('instance').description(context.say('help.instance'))
  addInstanceAdd(instance, context)
  addInstanceList(instance, context)
  addInstanceShow(instance, context)
  addInstanceRemove(instance, context)
}
