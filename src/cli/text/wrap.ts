import { displayWidth } from './display-width.ts'

/** White space; a Chinese, Japanese or Korean character, behind which a line may end; or a word as far as it goes. */
const TOKENS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][，。：；！？、）】」”]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Breaks a text without escape sequences into lines of at most a number of columns, between words where it can. */
export function wrap(text: string, columns: number): readonly string[] {
  const tokens = (text.match(TOKENS) ?? []).flatMap(token =>
    displayWidth(token) <= columns ? [token] : Array.from(segmenter.segment(token), ({ segment }) => segment),
  )
  const lines: string[] = []
  let line = ''
  for (const token of tokens) {
    if (line !== '' && displayWidth((line + token).trimEnd()) > columns) {
      lines.push(line.trimEnd())
      line = token.trimStart()
    } else line += token
  }
  return [...lines, line.trimEnd()]
}

/** A text behind a label, its further lines indented as far; a label so long that little room is left takes a line of its own. */
export function hanging(label: string, text: string, columns: number): readonly string[] {
  const width = displayWidth(label)
  const room = columns - width
  if (room < 20) return [label.trimEnd(), ...wrap(text, Math.max(1, columns - 4)).map(line => `    ${line}`)]
  return wrap(text, room).map((line, index) => (index === 0 ? label : ' '.repeat(width)) + line)
}
