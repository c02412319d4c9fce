/** A plain client of the native API, for tests, the demo and benches. */
export interface Native {
  readonly url: string
  readonly token: string
  /** The parsed body of the answer; throws with status and body unless it is a success. */
  ask<Body>(method: string, path: string, body?: unknown, language?: string): Promise<Body>
}

export function createNative(url: string, token: string): Native {
  return {
    url,
    token,
    async ask<Body>(method: string, path: string, body?: unknown, language = 'en-us'): Promise<Body> {
      const answer = await fetch(new URL(`/v1${path}`, url), {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'X-Language': language,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return JSON.parse(text) as Body
    },
  }
}
