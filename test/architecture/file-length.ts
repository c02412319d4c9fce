import { isCode, type Rule } from './rule.ts'

const MOST_LINES = 300

/** No written file is longer than 300 lines; what a script makes ends in `.generated.ts` and may be. */
export const fileLength: Rule = tree =>
  [...tree]
    .filter(([path]) => isCode(path) && !path.endsWith('.generated.ts'))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(
      ({ path, lines }) =>
        `${path}: ${lines} lines, at most ${MOST_LINES}; cut it where its name would need "and"`,
    )
