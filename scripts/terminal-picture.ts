/**
 * Draws what a terminal showed (`tmux capture-pane -p -e`, on standard input) as an SVG on standard output: the pictures in
 * docs/ are recorded with it. `node scripts/terminal-picture.ts < capture.txt > docs/demo.svg`
 */
import { readFileSync } from 'node:fs'

const cell = { width: 8.4, height: 18 }
const palette = ['#1e2430', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#d7dae0']
const grey = '#7f848e'
const plain = { colour: '#d7dae0', bold: false, dim: false }

type Style = typeof plain
interface Run {
  readonly column: number
  readonly text: string
  readonly style: Style
}

/** The style after one SGR sequence's numbers. */
function styled(style: Style, numbers: readonly number[]): Style {
  let now = style
  for (const number of numbers) {
    const colour = number === 90 ? grey : palette[number >= 90 ? number - 90 : number - 30]
    if (number === 0) now = plain
    else if (number === 1) now = { ...now, bold: true }
    else if (number === 2) now = { ...now, dim: true }
    else if (number === 22) now = { ...now, bold: false, dim: false }
    else if (number === 39) now = { ...now, colour: plain.colour }
    else if (colour !== undefined) now = { ...now, colour }
  }
  return now
}

const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]/u.test(character)
const columnsOf = (text: string): number => [...text].reduce((sum, one) => sum + (isWide(one) ? 2 : 1), 0)

function runsOf(line: string): readonly Run[] {
  const runs: Run[] = []
  let style = plain
  let column = 0
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const sequence = /^\u001b\[([\d;]*)m$/.exec(part)
    if (sequence !== null) style = styled(style, sequence[1]!.split(';').map(Number))
    else if (part !== '') {
      runs.push({ column, text: part, style })
      column += columnsOf(part)
    }
  }
  return runs
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function drawn({ column, text, style }: Run, row: number): string {
  const x = 14 + column * cell.width
  const weight = style.bold ? ' font-weight="bold"' : ''
  const opacity = style.dim ? ' opacity="0.6"' : ''
  const length = `textLength="${(columnsOf(text) * cell.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs"`
  return `<text x="${x.toFixed(1)}" y="${30 + row * cell.height}" fill="${style.colour}"${weight}${opacity} ${length}>${escaped(text)}</text>`
}

const lines = readFileSync(0, 'utf8').trimEnd().split('\n')
const rows = lines.map(runsOf)
const columns = Math.max(
  ...rows.map(runs => Math.max(0, ...runs.map(run => run.column + columnsOf(run.text)))),
)
const width = Math.ceil(28 + columns * cell.width)
const height = 40 + rows.length * cell.height
process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="#1e2430"/>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="14" xml:space="preserve">
${rows.flatMap((runs, row) => runs.filter(({ text }) => text.trim() !== '').map(run => drawn(run, row))).join('\n')}
</g>
</svg>
`)
