import {
  actionRules,
  possibleActions,
  type Action,
  type ActionDelay,
  type AllowedAction,
} from '../../core/actions.ts'
import type { Task } from '../../core/task.ts'
import { fill, type Words } from '../../core/words.ts'
import { actionEffectWords, actionWords, cancelWords, costWords, delayWords } from '../../words/actions.ts'
import { bareTitle } from '../../words/bare-title.ts'
import { joinNames, joinSentences } from '../../words/joined.ts'
import { inWords, type SeenTask, type ViewContext } from '../view.ts'
import { actionRequest } from './action-request.ts'
import type { ActionView } from './control-schema.ts'
import { moment } from './moment.ts'

/** What the caller may do to a task now and what each costs, and what only others may. */
export function actionViews(
  seen: SeenTask,
  context: ViewContext,
): { readonly actions: readonly ActionView[]; readonly forbiddenActions: readonly ForbiddenActionView[] } {
  const { task, supersededBy } = seen
  const { now, administrator, mayAct } = context
  const { allowed, forbidden } = possibleActions(task, {
    now,
    administrator,
    mayAct: action => mayAct(action, seen),
    superseded: supersededBy !== null,
  })
  return {
    actions: allowed.map(each => actionView(each, task, context)),
    forbiddenActions: forbidden.map(action => ({ action, title: inWords(actionWords[action], context) })),
  }
}

type ForbiddenActionView = Pick<ActionView, 'action' | 'title'>

const actionView = (allowed: AllowedAction, task: Task, context: ViewContext): ActionView => ({
  action: allowed.action,
  title: inWords(actionWords[allowed.action], context),
  ...actionRules[allowed.action],
  request: actionRequest(allowed.action, task.id),
  cost: costText(allowed, effectWords(allowed.action, task), context),
  stopsWithinSeconds: secondsOf(allowed.delay),
  waitsUntil:
    allowed.delay.kind === 'after' && allowed.delay.until !== null ? moment(allowed.delay.until) : null,
  undoes: allowed.undoes.map(title => inWords(title, context)),
  holds: allowed.holds?.map(title => inWords(title, context)) ?? null,
})

function secondsOf(delay: ActionDelay): number | null {
  return delay.kind === 'now' ? 0 : delay.kind === 'within' ? delay.seconds : null
}

function effectWords(action: Action, { status }: Task): Words {
  if (action !== 'cancel') return actionEffectWords[action]
  if (status === 'pending') return cancelWords.unbegun
  return status === 'failed' ? cancelWords.retry : actionEffectWords.cancel
}

function costText(allowed: AllowedAction, effect: Words, context: ViewContext): string {
  const { action, delay, undoes, holds, leaves, pauseCosts, step } = allowed
  const say = (words: Words, parameters = {}): string => fill(inWords(words, context), parameters)
  const named = (title: Words): string => bareTitle(inWords(title, context))
  const listed = (all: readonly Words[]): string =>
    joinNames(
      all.map(words => inWords(words, context)),
      context.language,
    )
  const some = (all: readonly Words[], words: Words, name: string): readonly string[] =>
    all.length === 0 ? [] : [say(words, { [name]: listed(all) })]
  const sentences = [
    ...delayText(delay, say, named),
    say(effect),
    ...(step === null
      ? []
      : [
          say(action === 'skip' ? costWords.leavesOut : costWords.goesOnWith, {
            step: named(step),
          }),
        ]),
    ...pauseCosts.map(cost => say(cost)),
    ...some(undoes, costWords.undoes, 'effects'),
    ...some(holds ?? [], costWords.holds, 'effects'),
    ...some(leaves, costWords.leaves, 'leaves'),
  ]
  return joinSentences(sentences, context.language)
}

function delayText(
  delay: ActionDelay,
  say: (words: Words, parameters?: { readonly [name: string]: string | number }) => string,
  named: (title: Words) => string,
): readonly string[] {
  switch (delay.kind) {
    case 'now':
      return []
    case 'within':
      return [say(delayWords.within, { seconds: delay.seconds })]
    case 'after': {
      const step = named(delay.step)
      return delay.until === null
        ? [say(delayWords.after, { step })]
        : [say(delayWords.afterUntil, { step, until: moment(delay.until) })]
    }
    case 'too_late':
      return [say(delayWords.too_late)]
  }
}
