/** One line that an operation wrote with `log`, in a step, an effect or an undo. */
export interface LogLine {
  /** Grows over all tasks of a store; never reused. */
  readonly id: number
  /** Null: outside any step, as in the undo that follows the last. */
  readonly step: string | null
  readonly attempt: number
  /**
   * Its place among all lines of its step and attempt, from 1. A gap before it, or a first line with another number, says
   * that lines have gone.
   */
  readonly number: number
  readonly at: number
  readonly text: string
}

/** A line on its way into a store. */
export interface NewLogLine extends Omit<LogLine, 'id' | 'number'> {
  /** Lines of its step and attempt that were dropped right before it; they count, as if they had been stored and had gone. */
  readonly skipped: number
}

/** Which lines of a task are read. */
export interface LogFilter {
  /** Left out: of all steps, and of what happened outside any. */
  readonly step?: string
  /** Id of the last line of the page before; 0: the beginning. */
  readonly afterId: number
  readonly limit: number
}

/**
 * Lines kept of each step and attempt; the oldest go first. More is read by nobody at three in the morning: it is a loop
 * that says the same again, and what it said last is nearest to what went wrong.
 */
export const logLinesKept = 1000

/** Characters of a line; the rest is cut off. Room for an error of a server with its address, not for what was copied. */
export const longestLogLine = 2000

/** The lines of a text as they are kept: without empty ones, none too long, each valid Unicode. */
export function logLinesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r]/)
    .filter(line => line.trim() !== '')
    .map(line =>
      (line.length <= longestLogLine ? line : `${cutAt(line, longestLogLine - 1)}…`).toWellFormed(),
    )
}

/** So many characters of a text, and not half of one that takes two. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
