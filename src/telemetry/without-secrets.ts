const gone = '[redacted]'

/** What names a secret, or ends the name of one, as in `clientToken`. */
const names = '(?:password|passwd|passphrase|secret|secret_?key|token|signature|authorization)'

/** A named secret: `name=value`; a field of JSON; or one of JSON within a text of JSON, whose quotes have backslashes. */
const named = new RegExp(
  `(${names})(?:(=)[^\\s&"',;\\\\]+|("\\s*:\\s*")(?:[^"\\\\]|\\\\.)+|(\\\\+"\\s*:\\s*\\\\+")[^"\\\\]+)`,
  'gi',
)

/** Secrets that are known by their own form, and what stays of each. */
const formed: readonly (readonly [form: RegExp, stays: string])[] = [
  // Our own: a bearer token, the secret of a webhook, a secret key.
  [/\bstw_[\w-]+/g, gone],
  [/\bwhsec_[\w+/=-]+/g, gone],
  [/\b[A-Z2-7]{40}\b/g, gone],
  // The password of an address.
  [/(:\/\/[^\s/:@"]*:)[^\s/@"]+@/g, `$1${gone}@`],
  [/\b(Bearer|authorization: *\w+) +[\w.~+/=-]+/gi, `$1 ${gone}`],
  [/\b(SDK-HMAC-SHA256) [^"\\]*/g, `$1 ${gone}`],
  [/\bv1,[\w+/=-]{20,}/g, `v1,${gone}`],
]

/**
 * A line of a log without what looks like a secret: the net under the rule that none comes into one, for what libraries
 * and recipes put into their errors. JSON stays JSON.
 */
export function withoutSecrets(line: string): string {
  const rest = formed.reduce((text, [form, stays]) => text.replace(form, stays), line)
  return rest.replace(
    named,
    (_, name: string, equals?: string, field?: string, nested?: string) =>
      `${name}${equals ?? field ?? nested}${gone}`,
  )
}
