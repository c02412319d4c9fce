import type { WebhookView } from '../../dialects/native/webhook-schema.ts'
import { joinNames } from '../../words/joined.ts'
import type { CommandContext } from '../context.ts'
import { webhookKindWords } from '../../words/webhooks.ts'
import { printable } from '../../telling/printable.ts'
import { formatMoment } from '../../telling/format.ts'
import { listing, table } from './table.ts'

/** What a webhook is told, in words. */
export function kindsText(
  kinds: WebhookView['kinds'],
  { language }: Pick<CommandContext, 'language'>,
): string {
  const words = kinds.map(kind => webhookKindWords[kind][language])
  return joinNames(words, language)
}

/** Webhooks, a line each. */
export function webhookTable(
  webhooks: readonly WebhookView[],
  context: Pick<CommandContext, 'say' | 'language'>,
): readonly string[] {
  const { say } = context
  const headings = [
    say('heading.id'),
    say('heading.state'),
    say('heading.told'),
    say('heading.givenUp'),
    say('heading.address'),
  ]
  const rows = webhooks.map(({ id, stateText, kinds, givenUp, url }) => [
    id,
    stateText,
    kindsText(kinds, context),
    String(givenUp.length),
    printable(url),
  ])
  return table(headings, rows)
}

/** A webhook with what waits and what was given up. */
export function webhookLines(
  webhook: WebhookView,
  context: Pick<CommandContext, 'say' | 'language'>,
): readonly string[] {
  const { say, language } = context
  const { id, waiting, givenUp } = webhook
  const moment = (text: string): string => formatMoment(Date.parse(text), language)
  const momentOrNull = (text: string | null): string | null => (text === null ? null : moment(text))
  const facts = listing([
    [say('webhook.field.id'), id],
    [say('webhook.field.address'), printable(webhook.url)],
    [say('webhook.field.kinds'), kindsText(webhook.kinds, context)],
    [say('webhook.field.state'), webhook.stateText],
    [say('webhook.field.deadSince'), momentOrNull(webhook.deadSince)],
    [say('webhook.field.lastTaken'), momentOrNull(webhook.lastTakenAt) ?? say('webhook.never')],
    [
      say('webhook.field.added'),
      say('webhook.by', { at: moment(webhook.createdAt), key: webhook.createdBy }),
    ],
    [say('webhook.field.formerSecret'), momentOrNull(webhook.formerSecretUntil)],
  ])
  const waits =
    waiting === null
      ? []
      : [
          '',
          say('webhook.waiting', {
            kind: kindsText([waiting.kind], context),
            task: waiting.task,
            tries: waiting.tries,
            at: moment(waiting.nextTryAt),
            problem: printable(waiting.problem.message),
          }),
        ]
  const given = givenUp.map(({ at, kind, task, problem }) => {
    const said = {
      at: moment(at),
      kind: kindsText([kind], context),
      task,
      problem: printable(problem.message),
    }
    return `  ${say('webhook.given', said)}`
  })
  return [...facts, ...waits, ...(given.length === 0 ? [] : ['', say('webhook.givenUp', { id }), ...given])]
}
