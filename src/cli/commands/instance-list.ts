import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'
import { serviceOption } from '../options.ts'
import { printable } from '../../telling/printable.ts'
import { addressesOf } from '../../telling/addresses.ts'
import { factText } from '../../telling/facts.ts'
import { table } from '../text/table.ts'

/** `stepwell instance list`: what is registered. */
export function addInstanceList(instance: Command, context: CommandContext): void {
  const { say, language } = context
  instance
    .command('list')
    .description(say('help.instanceList'))
    .addOption(serviceOption(say('help.instanceList.service')))
    .action(async ({ service }: { readonly service?: string }) => {
      const list = await context.client().instances(service)
      printResult(context, list, () => {
        if (list.instances.length === 0) return [say('instance.none')]
        const headings = [
          say('heading.name'),
          say('heading.service'),
          say('heading.mode'),
          say('heading.version'),
          say('heading.addresses'),
          say('heading.id'),
        ]
        const rows = list.instances.map(one => [
          printable(one.name),
          one.service,
          printable(factText(one.facts['mode'], language)),
          printable(factText(one.facts['version'], language)),
          addressesOf(one),
          one.id,
        ])
        return table(headings, rows)
      })
    })
}
