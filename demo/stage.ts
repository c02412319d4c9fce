import { createLogUpdate } from 'log-update'
import { renderTask } from '../src/cli/task/render-task.ts'
import { painter, wantsColour } from '../src/cli/text/paint.ts'
import type { Language } from '../src/core/words.ts'
import type { TaskView } from '../src/dialects/native/schema.ts'
import { operationTitles } from '../src/telling/operation-titles.ts'

/** Where the demo is seen: lines that stay, and below them the task as it is now. */
export interface Stage {
  /** A line that stays; in colour where there is one. */
  tell(line: string, style?: 'red' | 'green'): void
  /** The task; drawn again in place on a terminal, else a line when something worth a line has changed. */
  show(task: TaskView): void
  /** The last picture of the task stays. */
  settle(): void
}

export function createStage(language: Language): Stage {
  const { stdout } = process
  return stdout.isTTY ? liveStage(language) : plainStage()
}

function liveStage(language: Language): Stage {
  const update = createLogUpdate(process.stdout)
  const colour = wantsColour(process.stdout)
  const paint = painter(colour)
  let last: TaskView | null = null
  let height = 0
  const lines = (task: TaskView, rows?: number): string =>
    renderTask(task, {
      columns: process.stdout.columns,
      ...(rows === undefined ? {} : { rows }),
      colour,
      language,
      now: Date.now(),
      titles: operationTitles(null),
    }).join('\n')
  const draw = (): void => {
    if (last === null) return
    const frame = `\n${lines(last, process.stdout.rows - 3)}`
    const rows = frame.split('\n').length
    // A frame of another height is drawn whole: log-update leaves the lines below a new one where they were.
    if (rows !== height) update.clear()
    height = rows
    update(frame)
  }
  return {
    tell(line, style) {
      update.clear()
      process.stdout.write(`${style === undefined ? line : paint(style, line)}\n`)
      draw()
    },
    show(task) {
      last = task
      draw()
    },
    settle() {
      update.clear()
      if (last !== null) process.stdout.write(`\n${lines(last)}\n`)
      last = null
    },
  }
}

function plainStage(): Stage {
  let shown = ''
  return {
    tell: line => void process.stdout.write(`${line}\n`),
    show(task) {
      const step = task.steps.find(({ status }) => status === 'running')
      const tenth = Math.floor(task.percent / 10) * 10
      const line = `${task.statusText} ${tenth} %${step === undefined ? '' : ` ${step.title}`}`
      if (line !== shown) process.stdout.write(`${line}\n`)
      shown = line
    },
    settle() {},
  }
}
