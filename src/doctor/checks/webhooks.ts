import { webhookState, type DeliveryProblem, type Webhook } from '../../core/webhook.ts'
import { fillWords, type Words } from '../../core/words.ts'
import { deliveryProblemWords } from '../../words/webhooks.ts'
import type { Examination } from '../examination.ts'
import { ok, warning, type Finding } from '../finding.ts'

/** Whether every webhook takes its messages; one line if all do. */
export async function checkWebhooks({ database }: Examination): Promise<readonly Finding[]> {
  const reading = await database()
  if (reading.state !== 'read') return []
  const { webhooks } = reading
  const found = webhooks.flatMap(judge)
  if (found.length > 0) return found
  return [webhooks.length === 0 ? ok('webhook.none') : ok('webhook.ok', { webhooksCount: webhooks.length })]
}

/** What is wrong with a webhook; nothing: it works, and has given nothing up. Path and query of its address are not told. */
function judge(webhook: Webhook): readonly Finding[] {
  const { id, url, deadSince, disabledAt, givenUp } = webhook
  const about = { id, origin: new URL(url).origin }
  if (disabledAt !== null) return [warning('webhook.disabled', { ...about, disabledAt })]
  const last = givenUp.at(-1)
  if (last === undefined) return []
  const givenUpCount = givenUp.length
  if (webhookState(webhook) !== 'dead') return [warning('webhook.givenUp', { ...about, givenUpCount })]
  return [
    warning('webhook.dead', {
      ...about,
      givenUpCount,
      deadAt: deadSince!,
      why: whyOf(webhook.delivery?.problem ?? last.problem),
    }),
  ]
}

const whyOf = ({ code, detail }: DeliveryProblem): Words => fillWords(deliveryProblemWords[code], { detail })
