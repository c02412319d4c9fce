import type {
  NewWebhookBody,
  WebhookList,
  WebhookTestView,
  WebhookView,
  WebhookWithSecretView,
} from '../dialects/native/webhook-schema.ts'

/** The webhooks of the server's native API. */
export interface WebhookClient {
  add(body: NewWebhookBody): Promise<WebhookWithSecretView>
  list(): Promise<WebhookList>
  show(id: string): Promise<WebhookView>
  remove(id: string): Promise<WebhookView>
  rotate(id: string): Promise<WebhookWithSecretView>
  retry(id: string): Promise<WebhookView>
  test(id: string): Promise<WebhookTestView>
}

/** Makes the calls about webhooks of a client. */
export function createWebhookClient(
  ask: (method: string, path: string, body: object | null) => Promise<unknown>,
): WebhookClient {
  const call = <Content>(method: string, path: string, body: object | null = null): Promise<Content> =>
    ask(method, `/webhooks${path}`, body) as Promise<Content>
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  return {
    add: body => call('POST', '', body),
    list: () => call('GET', ''),
    show: id => call('GET', of(id)),
    remove: id => call('DELETE', of(id)),
    rotate: id => call('POST', `${of(id)}/rotate`),
    retry: id => call('POST', `${of(id)}/retry`),
    test: id => call('POST', `${of(id)}/test`),
  }
}
