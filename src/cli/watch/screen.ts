import { createLogUpdate } from 'log-update'
import type { TaskView } from '../../dialects/native/schema.ts'
import { columnsOf, type CommandContext } from '../context.ts'
import { renderTask } from '../task/render-task.ts'
import { formatDuration, formatTimeOfDay } from '../text/format.ts'
import { painter, wantsColour } from '../text/paint.ts'
import { wrap } from '../text/wrap.ts'
import { changesBetween } from './changes.ts'

/** Where a watched task is shown. */
export interface Screen {
  /** The last time, all of the task is shown, however tall. */
  show(view: TaskView, isLast: boolean): void
  /** The server is gone, since a moment (milliseconds since the epoch); `why` in words. May be said many times. */
  lost(why: string, since: number): void
  /** The server is back. */
  back(): void
  /** Nothing more will be shown; what was stays. */
  close(): void
}

/** The screen that fits the output: for a program, for a terminal, or plain lines. */
export function createScreen(context: CommandContext): Screen {
  if (context.json) return programScreen(context)
  const { isTTY, rows = 24 } = context.surroundings.stdout
  // A terminal that does not know its size (0 × 0) cannot be drawn on in place.
  return isTTY === true && rows > 0 ? liveScreen(context) : plainScreen(context)
}

/** One JSON document a line, whenever the task, or what it waits for, has changed. */
function programScreen({ print, note, say }: CommandContext): Screen {
  let shown = ''
  return {
    ...onceLost(
      why => note(why),
      () => note(say('watch.back')),
    ),
    show(view) {
      const state = JSON.stringify([view.revision, view.queue?.place, view.queue?.waitsFor])
      if (state !== shown) print(JSON.stringify(view))
      shown = state
    },
    close() {},
  }
}

/** One line for each change, with the time of day. */
function plainScreen({ print, note, say, language, surroundings }: CommandContext): Screen {
  let before: TaskView | null = null
  const time = (): string => formatTimeOfDay(surroundings.now(), language)
  return {
    ...onceLost(
      why => note(`${time()}  ${why}`),
      () => note(`${time()}  ${say('watch.back')}`),
    ),
    show(view) {
      const telling = { language, now: surroundings.now() }
      for (const line of changesBetween(before, view, telling)) print(`${time()}  ${line}`)
      before = view
    },
    close() {},
  }
}

/** The tree of steps, drawn again in place. */
function liveScreen({ say, language, surroundings }: CommandContext): Screen {
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
    const lines = renderTask(view, { columns, ...rows, colour, language, now: now() })
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

/** Says once that the server is lost, and once that it is back. */
function onceLost(sayLost: (why: string) => void, sayBack: () => void): Pick<Screen, 'lost' | 'back'> {
  let said = false
  return {
    lost(why) {
      if (!said) sayLost(why)
      said = true
    },
    back() {
      if (said) sayBack()
      said = false
    },
  }
}
