import type { Paint } from './paint.ts'

/** A bar of so many columns, filled to a percentage; eighths of a column are shown, so that slow progress is seen. */
export function bar(percent: number, columns: number, paint: Paint): string {
  const eighths = Math.round((Math.min(100, Math.max(0, percent)) / 100) * columns * 8)
  const full = Math.floor(eighths / 8)
  const part = partial[eighths % 8] ?? ''
  return (
    paint('cyan', '█'.repeat(full) + part) + paint('dim', '░'.repeat(columns - full - (part === '' ? 0 : 1)))
  )
}

const partial = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
