import type { Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { Task } from '../core/task.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Answer, Question, QuestionName } from '../dialects/question.ts'
import type { Route } from '../dialects/route.ts'
import type { ServiceAnswer } from '../dialects/service-answer.ts'
import type { ViewContext } from '../dialects/view.ts'

type Ask = <Name extends QuestionName>(
  name: Name,
  caller: Caller,
  question: Question<Name>,
) => Promise<Answer<Name>>

/**
 * What the API of a task's service answers who asks for the task: parsed, asked and rendered by the very route that answers
 * there. Throws `task_not_served` where there is none.
 */
export async function serviceAnswer(
  dialects: readonly Dialect[],
  ask: Ask,
  caller: Caller,
  task: Task,
): Promise<ServiceAnswer> {
  const dialect = dialects.find(({ name }) => name === task.service)
  if (dialect?.taskRoute === undefined)
    throw new StepwellError('task_not_served', { task: task.id, service: task.service })
  const { route, path, query = () => [] } = dialect.taskRoute(task)
  const values = path(task)
  const pairs = query(task)
  const search = pairs.map(([name, value]) => `${name}=${encoded(value)}`).join('&')
  return {
    dialect: dialect.name,
    method: route.method,
    path:
      route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(values[name]!)) +
      (search === '' ? '' : `?${search}`),
    reply: await answered(route),
  }

  async function answered<Name extends QuestionName>({
    question: name,
    parse,
    render,
  }: Route<Name>): Promise<(context: ViewContext) => ReturnType<Route<Name>['render']>> {
    const answer = await ask(name, caller, parse({ path: values, query: pairs, body: undefined }))
    return context => render(answer, context)
  }
}

/** A value as a part of a path; also safe between single quotes. */
const encoded = (value: string): string => encodeURIComponent(value).replaceAll("'", '%27')
