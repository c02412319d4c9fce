import type { Rule } from './rule.ts'

const TELL_NOTHING = /^(?:utils?|helpers?|commons?|misc|managers?)$/i
const TELL_NOTHING_ALONE = /^(?:lib|info|data)$/i

/** No file or folder has a name that tells nothing, alone (`lib`, `util`) or as one of its words (`task-manager`). */
export const fileNames: Rule = tree =>
  [...tree.keys()].flatMap(path => {
    const bad = path
      .split('/')
      .map(part => part.replace(/^\./, '').split('.')[0] ?? '')
      .find(stem => TELL_NOTHING_ALONE.test(stem) || wordsOf(stem).some(word => TELL_NOTHING.test(word)))
    return bad === undefined ? [] : [`${path}: the name "${bad}" tells nothing; name what is in it`]
  })

const wordsOf = (stem: string): readonly string[] => stem.split(/[-_]|(?<=[a-z\d])(?=[A-Z])/)
