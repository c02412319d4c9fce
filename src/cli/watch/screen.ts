import { createLogUpdate } from 'log-update'
import type { TaskView } from '../../dialects/native/schema.ts'
import { columnsOf, type CommandContext } from '../context.ts'
import { renderTask } from '../task/render-task.ts'
import { formatDuration, formatTimeOfDay } from '../../telling/format.ts'
import type { OperationTitles } from '../../telling/operation-titles.ts'
import { titlesOfTask } from '../task/titles-of-task.ts'
import { painter, wantsColour } from '../text/paint.ts'
import { wrap } from '../text/wrap.ts'
import { changesBetween } from './changes.ts'
import { tellInLines, type LossTeller } from './until-answered.ts'

/** Where a watched task is shown. */
export interface Screen extends LossTeller {
  /** The last time, all of the task is shown, however tall. */
  show(view: TaskView, isLast: boolean): void
  /** Nothing more will be shown; what was stays. */
  close(): void
}

/** The screen for a task that fits the output: for a program, for a terminal, or plain lines. */
export async function createScreen(task: TaskView, context: CommandContext): Promise<Screen> {
  if (context.json) return programScreen(context)
  const { isTTY, rows = 24 } = context.surroundings.stdout
  // A terminal that does not know its size (0 × 0) cannot be drawn on in place.
  return isTTY === true && rows > 0
    ? liveScreen(await titlesOfTask(task, context), context)
    : plainScreen(context)
}

/** One JSON document a line, whenever the task, or what it waits for, has changed. */
function programScreen(context: CommandContext): Screen {
  const { print, note } = context
  let shown = ''
  return {
    ...tellInLines(note, context),
    show(view) {
      const state = JSON.stringify([view.revision, view.queue?.place, view.queue?.waitsFor])
      if (state !== shown) print(JSON.stringify(view))
      shown = state
    },
    close() {},
  }
}

/** One line for each change, with the time of day. */
function plainScreen(context: CommandContext): Screen {
  const { print, note, language, surroundings } = context
  let before: TaskView | null = null
  const time = (): string => formatTimeOfDay(surroundings.now(), language)
  return {
    ...tellInLines(line => note(`${time()}  ${line}`), context),
    show(view) {
      const telling = { language, now: surroundings.now() }
      for (const line of changesBetween(before, view, telling)) print(`${time()}  ${line}`)
      before = view
    },
    close() {},
  }
}

/** The tree of steps, drawn again in place. */
function liveScreen(titles: OperationTitles, { say, language, surroundings }: CommandContext): Screen {
  const { stdout, now } = surroundings
  const update = createLogUpdate(stdout)
  const colour = wantsColour(stdout)
  const paint = painter(colour)
  let last: TaskView | null = null
  let height = 0
  const draw = (view: TaskView, below: readonly string[], isLast = false): void => {
    const columns = columnsOf(surroundings)
    // Taller than the terminal cannot be drawn in place; the last time it need not be.
    const rows = isLast ? {} : { rows: (stdout.rows ?? 24) - 1 - below.length }
    const lines = renderTask(view, { columns, ...rows, colour, language, now: now(), titles })
    const drawn = lines.length + below.length
    // A frame of another height is drawn whole: log-update leaves the lines below a new one where they were.
    if (drawn !== height) update.clear()
    height = drawn
    if (!isLast) update([...lines, ...below].join('\n'))
    else {
      update.clear()
      stdout.write(`${lines.join('\n')}\n`)
    }
    last = view
  }
  return {
    show: (view, isLast) => draw(view, [], isLast),
    lost(why, since) {
      const duration = formatDuration((now() - since) / 1000, language)
      const lines = wrap(`${why} ${say('watch.lostFor', { duration })}`, columnsOf(surroundings))
      if (last !== null)
        draw(
          last,
          lines.map(line => paint('yellow', line)),
        )
    },
    back() {},
    close: () => update.done(),
  }
}
