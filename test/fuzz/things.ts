import type { Kind } from './places.ts'

/** Things of the world that a text names: `@@own.task.3@@` is the fourth task of who asks, whatever its id is. */
export const thing = (whose: 'own' | 'foreign', kind: string, nth: number): string =>
  `@@${whose}.${kind}.${nth}@@`

/** What there is of each kind. */
export type Things = Readonly<Record<Kind, readonly string[]>> & {
  /** By the path of a list. */
  readonly [list: `/${string}`]: readonly string[]
}

/** A text with ids in the places of what it names. */
export function filled(text: string, things: Readonly<Record<'own' | 'foreign', Things>>): string {
  return text.replaceAll(
    /@@(own|foreign)\.([^.@]+)\.(\d+)@@/g,
    (_, whose: 'own' | 'foreign', kind: 'task', nth: string) => {
      const { [kind]: listed = [], harvested } = things[whose]
      const among = listed.length === 0 ? harvested : listed
      return among[Number(nth) % among.length] ?? 'none'
    },
  )
}
