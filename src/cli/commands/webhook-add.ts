import type { Command } from 'commander'
import type { WebhookKind } from '../../core/webhook.ts'
import type { Language } from '../../core/words.ts'
import { webhookKindWords } from '../../words/webhooks.ts'
import { printResult, type CommandContext } from '../context.ts'
import { languageOption, listOption } from '../options.ts'
import { kindsText } from '../text/webhook.ts'

interface WebhookAddOptions {
  readonly kinds?: string
  readonly messagesIn?: Language
}

/** `stepwell webhook add URL`: an address that is told from now on; its secret is shown this once. */
export function addWebhookAdd(webhook: Command, context: CommandContext): void {
  const { say } = context
  webhook
    .command('add')
    .description(say('help.webhookAdd'))
    .argument('<url>', say('help.webhookAdd.url'))
    .addOption(listOption('--kinds <kinds>', say('help.webhookAdd.kinds'), Object.keys(webhookKindWords)))
    .addOption(languageOption('--messages-in <language>', say('help.webhookAdd.messagesIn')))
    .addHelpText('after', `\n${say('help.webhookAdd.after')}`)
    .action(async (url: string, { kinds: chosen, messagesIn }: WebhookAddOptions) => {
      const added = await context.client().webhooks.add({
        url,
        ...(chosen === undefined ? {} : { kinds: chosen.split(',') as WebhookKind[] }),
        ...(messagesIn === undefined ? {} : { language: messagesIn }),
      })
      printResult(context, added, () => [
        say('webhook.added', { id: added.id, url: added.url }),
        say('webhook.told', { kinds: kindsText(added.kinds, context) }),
        say('webhook.secret', { secret: added.secret }),
      ])
      context.note(say('webhook.once', { id: added.id }))
    })
}
