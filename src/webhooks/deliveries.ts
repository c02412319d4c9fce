import { startCourier, type Courier, type CourierParts } from './courier.ts'

/** The sending of all webhooks' messages. */
export interface WebhookDeliveries {
  /** Takes in that a webhook was added, removed, or changed by a person. */
  changed(id: string): void
  /** Sends nothing more, and settles once nothing is under way. What was not taken is sent after the next start. */
  stop(): Promise<void>
}

/** Begins to send, for each webhook from where it has got to. */
export async function startWebhookDeliveries(parts: CourierParts): Promise<WebhookDeliveries> {
  const { store, log } = parts
  const couriers = new Map<string, Courier>()
  let last: Promise<void> = Promise.resolve()
  let stopped = false

  async function look(id: string): Promise<void> {
    const webhook = await store.findWebhook(id)
    const courier = couriers.get(id)
    if (stopped) return
    if (webhook === null || webhook.disabledAt !== null) {
      couriers.delete(id)
      await courier?.end()
    } else if (courier === undefined) {
      const started = startCourier(webhook, parts, () => {
        if (couriers.get(id) === started) couriers.delete(id)
      })
      couriers.set(id, started)
    } else courier.tryNow()
  }

  for (const { id } of await store.listWebhooks({})) await look(id)

  return {
    changed(id) {
      // One after the other: what is read of a webhook must not be older than what was done about it.
      last = last
        .then(() => look(id))
        .catch((error: unknown) => log.warn({ webhook: id, err: error }, 'a webhook could not be seen to'))
    },
    async stop() {
      stopped = true
      await last
      await Promise.all([...couriers.values()].map(courier => courier.end()))
    },
  }
}
