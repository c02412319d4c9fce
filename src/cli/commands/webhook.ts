import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'
import { exitCodes } from '../failure.ts'
import { formatMoment } from '../../telling/format.ts'
import { webhookLines, webhookTable } from '../text/webhook.ts'
import type { WebhookClient } from '../webhook-client.ts'
import { addWebhookAdd } from './webhook-add.ts'

/** `stepwell webhook …`: addresses that are told what happens to tasks. */
export function addWebhook(program: Command, context: CommandContext): void {
  const { say, language } = context
  const webhook = program.command('webhook').description(say('help.webhook'))

  /** A command about one webhook. */
  function addAbout(
    name: string,
    description: string,
    act: (id: string, client: WebhookClient) => Promise<void>,
  ) {
    webhook
      .command(name)
      .description(description)
      .argument('<id>', say('help.webhook.id'))
      .action((id: string) => act(id, context.client().webhooks))
  }

  addWebhookAdd(webhook, context)
  webhook
    .command('list')
    .description(say('help.webhookList'))
    .action(async () => {
      const list = await context.client().webhooks.list()
      printResult(context, list, () =>
        list.webhooks.length === 0 ? [say('webhook.none')] : webhookTable(list.webhooks, context),
      )
    })
  addAbout('show', say('help.webhookShow'), async (id, client) => {
    const shown = await client.show(id)
    printResult(context, shown, () => webhookLines(shown, context))
  })
  addAbout('remove', say('help.webhookRemove'), async (id, client) => {
    const removed = await client.remove(id)
    printResult(context, removed, () => [say('webhook.removed', { id, url: removed.url })])
  })
  addAbout('rotate', say('help.webhookRotate'), async (id, client) => {
    const rotated = await client.rotate(id)
    printResult(context, rotated, () => [say('webhook.secret', { secret: rotated.secret })])
    const until = formatMoment(Date.parse(rotated.formerSecretUntil ?? ''), language)
    context.note(say('webhook.rotated', { until }))
  })
  addAbout('retry', say('help.webhookRetry'), async (id, client) => {
    const retried = await client.retry(id)
    printResult(context, retried, () => [say('webhook.retrying', { id, givenUp: retried.givenUp.length })])
  })
  addAbout('test', say('help.webhookTest'), async (id, client) => {
    const { taken, status, problem } = await client.test(id)
    printResult(context, { taken, status, problem }, () => [
      taken
        ? say('webhook.taken', { status: status ?? '' })
        : say('webhook.notTaken', { problem: problem?.message ?? '' }),
    ])
    if (!taken) context.exitWith(exitCodes.problemFound)
  })
}
