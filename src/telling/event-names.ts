import type { StepView, SubStepView } from '../dialects/native/schema-parts.ts'
import type { TaskView } from '../dialects/native/schema.ts'
import { plainTitle, rowTitle } from './title.ts'

/** What stands for the names in a task's events. */
export interface EventNames {
  readonly step: (name: string) => string
  readonly subStep: (step: string, name: string) => string
  /** What a step, or a sub-step of it, counts; null: nothing that is known. */
  readonly unit: (step: string, subStep: string | null) => string | null
  readonly effect: (name: string, key: string) => string
  readonly instance: (id: string) => string
}

/** The names of a task's events by its titles; without the task (null), or where it has none, they stand for themselves. */
export function eventNames(view: TaskView | null): EventNames {
  const stepOf = (name: string): StepView | undefined => view?.steps.find(step => step.name === name)
  const subStepOf = (step: string, name: string): SubStepView | undefined =>
    stepOf(step)?.subSteps.find(part => part.name === name)
  return {
    step: name => plainTitle(stepOf(name)?.title ?? name),
    subStep(step, name) {
      const part = subStepOf(step, name)
      return part === undefined ? name : rowTitle(part)
    },
    unit: (step, subStep) => (subStep === null ? stepOf(step) : subStepOf(step, subStep))?.unit ?? null,
    effect(name, key) {
      const known = view?.effects.find(effect => effect.name === name && effect.key === key)
      return plainTitle(known?.title ?? `${name} ${key}`.trimEnd())
    },
    instance: id => (view?.instance.id === id ? (view.instance.name ?? id) : id),
  }
}
