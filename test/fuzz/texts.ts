import fc from 'fast-check'
import { thing } from './things.ts'

/** Texts that are nobody's id. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '.',
      '..',
      '/',
      '%',
      '%2f',
      '*',
      '~',
      'null',
      'undefined',
      '0',
      '-1',
      '__proto__',
      'constructor',
      'toString',
    ],
    ...[
      '\u0000',
      '\n',
      '\u202e',
      '漢字',
      '🜲',
      'é',
      "' or 1=1 --",
      '{}',
      '[]',
      '${x}',
      '{id}',
      ':id',
      'a b',
      'a+b',
      '٣',
    ],
    ...[
      '00000000-0000-4000-8000-000000000000',
      '0'.repeat(32),
      `${'0'.repeat(32)}in07`,
      '1e3',
      '0x10',
      '1.0',
      ' 1',
      '9'.repeat(15),
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(300, 2001, 9000).map(length => 'x'.repeat(length)),
)

/** Mostly what who asks has, else what another project has, or nobody. */
export const aThing = (kind: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 7, arbitrary: fc.nat(60).map(nth => thing('own', kind, nth)) },
    { weight: 3, arbitrary: fc.nat(60).map(nth => thing('foreign', kind, nth)) },
    { weight: 1, arbitrary: fc.nat(60).map(nth => thing('own', 'harvested', nth)) },
    { weight: 1, arbitrary: fc.nat(60).map(nth => thing('foreign', 'harvested', nth)) },
    { weight: 1, arbitrary: oddText },
  )

/** How a text comes into an address. */
export const spellings = ['encoded', 'wholly', 'twice', 'small', 'bare'] as const
export type Spelling = (typeof spellings)[number]

/** Mostly as a client would. */
export const spelling: fc.Arbitrary<Spelling> = fc.oneof(
  { weight: 9, arbitrary: fc.constant('encoded' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...spellings) },
)

/** A text as it stands in an address. */
export function spelled(text: string, how: Spelling): string {
  const whole = text.toWellFormed()
  switch (how) {
    case 'encoded':
      return encodeURIComponent(whole)
    case 'wholly':
      return [...Buffer.from(whole)]
        .map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join('')
    case 'twice':
      return encodeURIComponent(encodeURIComponent(whole))
    case 'small':
      return encodeURIComponent(whole).replaceAll(/%[0-9A-F]{2}/g, escape => escape.toLowerCase())
    case 'bare':
      // What a client cannot send at all stays out; a byte beyond ASCII may come.
      return Buffer.from(whole)
        .toString('latin1')
        .replaceAll(/[^!-"$->@-~\x80-\xff]/g, '')
  }
}
