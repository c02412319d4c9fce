const gone = '[redacted]'

/** What names a secret, in front of it. */
const naming =
  '(?:pass(?:word|wd|phrase)?|secret(?:_?key)?|(?:client_?|x-auth-|bearer_?)?token|signature|authorization)'

/** Forms of secrets, and what stays of each. A quote may stand with backslashes before it: JSON within JSON. */
const forms: readonly (readonly [form: RegExp, stays: string])[] = [
  // Our own: a bearer token, a secret key.
  [/\bstw_[\w-]+/g, gone],
  [/\b[A-Z2-7]{40}\b/g, gone],
  // The password of an address.
  [/(:\/\/[^\s/:@"]*:)[^\s/@"]+@/g, `$1${gone}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${gone}`],
  [/\b(SDK-HMAC-SHA256)\s[^"\\]*/g, `$1 ${gone}`],
  [new RegExp(`(${naming}\\\\*"\\s*:\\s*\\\\*")[^"\\\\]+`, 'gi'), `$1${gone}`],
  [new RegExp(`\\b(${naming}=)[^\\s&"',;\\\\]+`, 'gi'), `$1${gone}`],
]

/**
 * A line of a log without what looks like a secret: the net under the rule that none comes into one, for what libraries
 * and recipes put into their errors. JSON stays JSON.
 */
export function withoutSecrets(line: string): string {
  return forms.reduce((text, [form, stays]) => text.replace(form, stays), line)
}
