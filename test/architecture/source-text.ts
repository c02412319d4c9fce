/** A string literal of a source file: where its opening quote stands, and its text as written (escapes untouched). */
export interface Literal {
  readonly start: number
  readonly text: string
}

/** A source file taken apart: rules look for words in `code` without being fooled by comments and texts. */
export interface SourceText {
  /** As long as the file; comments, regular expressions and the insides of strings are blank, quotes are kept. */
  readonly code: string
  readonly literals: readonly Literal[]
}

const WORD_BEFORE_EXPRESSION =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|await|yield|throw|void|delete|else|do)$/
const CLOSED_VALUE = /[\w$)\]}'"`]$/

/** Takes a TypeScript or JavaScript source apart. Texts of JSX are read as code, which is enough for our rules. */
export function readSource(text: string): SourceText {
  const code = text.split('')
  const literals: Literal[] = []
  const blank = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (code[at] !== '\n') code[at] = ' '
  }

  function scan(from: number, untilBrace: boolean): number {
    let depth = 0
    let at = from
    while (at < text.length) {
      const character = text[at]
      if (untilBrace && character === '}' && depth === 0) return at
      if (character === '{') depth++
      if (character === '}') depth--
      at = skip(at)
    }
    return at
  }

  function skip(at: number): number {
    const character = text[at]
    if (text.startsWith('//', at)) return skipped(at, endOfLine(text, at))
    if (text.startsWith('/*', at)) return skipped(at, endAfter(text, '*/', at + 2))
    if (character === '`') return template(at)
    if (character === "'" || character === '"') return quoted(at, character)
    if (character === '/' && expressionMayBegin(code.slice(Math.max(0, at - 80), at).join(''))) {
      const end = endOfPattern(text, at)
      return end === null ? at + 1 : skipped(at, end)
    }
    return at + 1
  }

  function skipped(from: number, to: number): number {
    blank(from, to)
    return to
  }

  function quoted(start: number, quote: string): number {
    let at = start + 1
    while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
    // An apostrophe in a text of JSX opens nothing.
    if (text[at] !== quote) return start + 1
    literals.push({ start, text: text.slice(start + 1, at) })
    blank(start + 1, at)
    return at + 1
  }

  function template(start: number): number {
    let at = start + 1
    let plain = start + 1
    while (at < text.length && text[at] !== '`') {
      if (text.startsWith('${', at)) {
        blank(plain, at)
        at = plain = scan(at + 2, true) + 1
      } else at += text[at] === '\\' ? 2 : 1
    }
    blank(plain, Math.min(at, text.length))
    literals.push({ start, text: text.slice(start + 1, at) })
    return at + 1
  }

  scan(0, false)
  return { code: code.join(''), literals }
}

/** The line, counted from 1, on which a position of a text stands. */
export function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

function expressionMayBegin(before: string): boolean {
  const trimmed = before.trimEnd()
  return !CLOSED_VALUE.test(trimmed) || WORD_BEFORE_EXPRESSION.test(trimmed)
}

function endOfPattern(text: string, start: number): number | null {
  let inClass = false
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) return at + 1
  }
  return null
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

function endAfter(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end === -1 ? text.length : end + mark.length
}
