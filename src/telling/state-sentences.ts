import type { TaskView } from '../dialects/native/schema.ts'
import { sayer, tellingWords, type Say } from '../words/telling.ts'
import { joinNames, joinSentences } from '../words/joined.ts'
import { printable } from './printable.ts'
import { formatPlace } from './format.ts'
import { localMoments, momentParts } from './moment-parts.ts'
import type { Telling } from './telling.ts'
import { effectsInPlace, titlesOf } from './effects.ts'
import { failureText } from './failure-text.ts'
import { pauseLimitText, stopText } from './stop-text.ts'
import { plainTitle } from './title.ts'
import { whoText } from './who-text.ts'

/** A sentence on what holds a task up, on what it holds, or on when it goes on. */
export interface StateSentence {
  readonly text: string
  /** The same in two looks between which nothing but the time has changed. */
  readonly about: string
  readonly colour: 'red' | 'yellow' | null
  /** Id of another task that its text names; null: it names none. */
  readonly task: string | null
}

/** What there is to say of a task beyond its status, its steps and how it ended; nothing where all goes its way. */
export function stateSentences(view: TaskView, telling: Telling): readonly StateSentence[] {
  const say = sayer(tellingWords, telling.language)
  return [
    queue,
    stall,
    suspect,
    asked,
    stop,
    pause,
    failureOfAttempt,
    nextAttempt,
    undoFailed,
    superseded,
    kept,
    left,
    remarks,
  ].flatMap(tell => tell(view, say, telling))
}

type Tell = (view: TaskView, say: Say, telling: Telling) => readonly StateSentence[]

function sentence(
  text: string,
  about: readonly (string | number | null)[],
  colour: StateSentence['colour'] = null,
  task: string | null = null,
): StateSentence {
  return { text: printable(text), about: JSON.stringify(about), colour, task }
}

const queue: Tell = ({ status, dueAt, queue: queued }, say, telling) => {
  if (status !== 'pending') return []
  if (Date.parse(dueAt) > telling.now)
    return [sentence(say('state.notDue', momentParts(dueAt, telling)), ['notDue', dueAt])]
  if (queued === null) return []
  const { place, waitsFor, predictedStartAt } = queued
  const reasons = waitsFor.map(({ kind, text, task }) =>
    sentence(localMoments(text, telling), [kind, task], null, task),
  )
  // Nothing but a worker is missing: it stands in no line.
  if (place === null || waitsFor.every(({ kind }) => kind === 'worker')) return reasons
  const standing = [
    say('state.place', { place: formatPlace(place, telling.language) }),
    ...(predictedStartAt === null
      ? []
      : [say('state.predictedStart', momentParts(predictedStartAt, telling))]),
  ]
  return [sentence(joinSentences(standing, telling.language), ['place', place]), ...reasons]
}

const stall: Tell = ({ stall: stalled, steps }, say, telling) => {
  if (stalled === null) return []
  const { since, reason, reasonText, remedy } = stalled
  const step = plainTitle(steps.find(({ name }) => name === stalled.step)?.title ?? stalled.step)
  const text = say('state.stalled', { step, reason: reasonText, ...momentParts(since, telling) })
  const told = joinSentences([text, remedy], telling.language)
  return [sentence(told, ['stalled', stalled.step, since, reason], 'yellow')]
}

const suspect: Tell = ({ deathsAlone: deaths }, say) =>
  deaths === null || deaths === 0
    ? []
    : [sentence(say('state.suspect', { deaths }), ['suspect', deaths], 'yellow')]

/** Who asked it to stop or to pause, and why. */
const asked: Tell = ({ stopAsked }, say, telling) => {
  if (stopAsked === null) return []
  const { action, at, reason } = stopAsked
  const parts = momentParts(at, telling)
  const about = ['asked', action, at, stopAsked.by]
  if (stopAsked.by === null) return [sentence(say('asked.pauseOver', parts), about)]
  const by = whoText(stopAsked, say)
  if (reason === null) return [sentence(say(`asked.${action}`, { ...parts, by }), about)]
  return [sentence(say(`asked.${action}Because`, { ...parts, by, reason }), about)]
}

/** What stands between the wish that it stop or pause, and its end. */
const stop: Tell = (view, _say, telling) => {
  const { stop: place, worker } = view
  if (place === null) return []
  const about = ['stop', place.at, place.step, place.until, worker]
  const colour = place.at === 'stepEnd' || place.at === 'tooLate' ? 'yellow' : null
  return [
    sentence(stopText(view, telling), about, colour),
    ...(view.pauseRequestedAt === null
      ? []
      : [sentence(pauseLimitText(view, telling), ['limit', limitOf(view)])]),
  ]
}

const pause: Tell = (view, say, telling) => {
  const { pausedAt, locked } = view
  if (pausedAt === null) return []
  const paused = [say('state.paused', momentParts(pausedAt, telling)), pauseLimitText(view, telling)]
  const effects = titlesOf(effectsInPlace(view), telling.language)
  const held = [
    ...(locked ? [say('state.locked')] : []),
    ...(effects === '' ? [] : [say('state.inPlace', { effects })]),
  ]
  return [
    sentence(joinSentences(paused, telling.language), ['paused', pausedAt, limitOf(view)], 'yellow'),
    ...(held.length === 0 ? [] : [sentence(joinSentences(held, telling.language), ['held', effects])]),
  ]
}

const limitOf = ({ pauseLimit }: TaskView): string | null =>
  pauseLimit === null ? null : `${pauseLimit.until} ${pauseLimit.afterwards}`

/** Why an attempt failed, where that is not the failure of the task: not yet, not at all, or behind one of its undo. */
const failureOfAttempt: Tell = (view, say) => {
  const failed = failedAttempt(view)
  if (failed === undefined || failed.failure === null) return []
  const { number, failure } = failed
  if (failure.code === view.failure?.code && failure.message === view.failure.message) return []
  return [sentence(failureText(failure, view, say), ['failed', number], 'red')]
}

/** The attempt that has failed: this one, or the last where the next waits for its time, or tries; undefined: none. */
function failedAttempt(view: TaskView): Pick<TaskView['attempts'][number], 'number' | 'failure'> | undefined {
  const step = view.steps.find(({ failure }) => failure !== null)
  if (step !== undefined) return { number: view.attempt, failure: step.failure }
  return view.resumeAt !== null || triesAgain(view) ? view.attempts.at(-1) : undefined
}

/** Whether it tries, by itself, what has failed before. */
const triesAgain = ({ status, retries }: TaskView): boolean => status === 'running' && retries > 0

const nextAttempt: Tell = (view, say, telling) => {
  const { resumeAt, attempt, retriesLeft } = view
  const left = retriesLeft === null ? [] : [say('state.retriesLeft', { left: retriesLeft })]
  const withLeft = (told: string): string => joinSentences([told, ...left], telling.language)
  if (resumeAt === null)
    return triesAgain(view)
      ? [sentence(withLeft(say('state.triesAgain', { number: attempt })), ['again', attempt], 'yellow')]
      : []
  const text =
    Date.parse(resumeAt) > telling.now
      ? say('state.retryAt', { number: attempt, ...momentParts(resumeAt, telling) })
      : say('state.retrySoon', { number: attempt })
  return [sentence(withLeft(text), ['retry', attempt], 'yellow')]
}

const undoFailed: Tell = ({ effects }, say, { language }) => {
  const titles = titlesOf(
    effects.filter(({ status }) => status === 'undo_failed'),
    language,
  )
  return titles === ''
    ? []
    : [sentence(say('state.undoFailed', { effects: titles }), ['undoFailed', titles], 'red')]
}

const superseded: Tell = ({ supersededBy: task }, say) =>
  task === null ? [] : [sentence(say('state.superseded', { task }), ['superseded', task], 'yellow', task)]

const kept: Tell = (view, say, telling) => {
  const { effectsExpireAt: until, endedAt } = view
  const effects = titlesOf(effectsInPlace(view), telling.language)
  if (until === null || endedAt === null || effects === '') return []
  if (view.leftBehind === 'undoing')
    return [sentence(say('state.givenUp', { effects }), ['givenUp', effects])]
  const parts = { effects, ...momentParts(until, telling) }
  const text = view.supersededBy === null ? say('state.kept', parts) : say('state.inPlaceUntil', parts)
  return [sentence(text, ['kept', until, effects])]
}

const left: Tell = ({ leaves }, say, { language }) =>
  leaves.length === 0
    ? []
    : [sentence(say('state.left', { leaves: joinNames(leaves, language) }), ['left', ...leaves])]

/** What its steps have said: warnings with when and where, and what came of it. */
const remarks: Tell = ({ remarks: said, steps, endedAt }, say, telling) =>
  said.map(({ step: name, at, kind, text }, index) => {
    const about = ['remark', name, at, index]
    if (kind === 'outcome') return sentence(text, about)
    const step = plainTitle(steps.find(each => each.name === name)?.title ?? name)
    const warning = say('state.warning', { step, text, ...momentParts(at, telling) })
    return sentence(warning, about, endedAt === null ? 'yellow' : null)
  })
