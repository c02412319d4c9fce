/** What came of a cell: it ran and agreed, it did not, or it could not be run. */
export type Outcome =
  | { readonly is: 'green' }
  | { readonly is: 'red'; readonly why: string }
  | { readonly is: 'skipped'; readonly why: string }

/** Where an outcome belongs: the row and the column of a table. */
export interface Place {
  readonly row: string
  readonly column: string
}

/** A table that is filled as cells come out, in the order in which its rows and columns were first named. */
export interface Table {
  tell(place: Place, outcome: Outcome): void
  /** In Markdown: a mark a cell, and below the reasons of every cell that is not green. */
  markdown(): string
}

const marks: { readonly [is in Outcome['is']]: string } = { green: '✅', red: '❌', skipped: '–' }

/** An empty table; `corner` heads its rows. */
export function createTable(corner: string): Table {
  const rows = new Map<string, Map<string, Outcome>>()
  const columns = new Set<string>()
  return {
    tell({ row, column }, outcome) {
      columns.add(column)
      const cells = rows.get(row) ?? new Map<string, Outcome>()
      rows.set(row, cells.set(column, outcome))
    },
    markdown() {
      const reasons: string[] = []
      const mark = (outcome: Outcome | undefined): string => {
        if (outcome === undefined) return ''
        if (outcome.is === 'green') return marks.green
        const why = outcome.why.replaceAll(/\s+/g, ' ')
        if (!reasons.includes(why)) reasons.push(why)
        return `${marks[outcome.is]} ${reasons.indexOf(why) + 1}`
      }
      const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
      const lines = [
        line([corner, ...columns]),
        line(['---', ...[...columns].map(() => '---')]),
        ...[...rows].map(([row, cells]) =>
          line([row, ...[...columns].map(column => mark(cells.get(column)))]),
        ),
      ]
      const legend = `${marks.green} ran and agreed, ${marks.red} did not, ${marks.skipped} was not run:`
      return [...lines, '', legend, ...reasons.map((why, index) => `${index + 1}. ${why}`), ''].join('\n')
    },
  }
}
