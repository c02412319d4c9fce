import { StepwellError } from '../../core/error.ts'
import type { JsonObject } from '../../core/json.ts'
import { fillWords, type Words } from '../../core/words.ts'
import { errorWords } from '../../words/errors.ts'
import { joinWords } from '../../words/joined.ts'
import type { Examination } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'
import type { Visit } from '../visits.ts'

/** Whether every registered instance can be reached with what the registry knows of it. */
export async function checkInstances({ database, visits }: Examination): Promise<readonly Finding[]> {
  const all = await visits()
  if (all.length > 0) return all.map(judge)
  return (await database()).state === 'read' ? [ok('instance.none')] : []
}

function judge(visit: Visit): Finding {
  const { id, name, service } = visit.instance
  const parameters = { id, name, service }
  switch (visit.state) {
    case 'answers':
      return ok('instance.ok', { ...parameters, found: foundText(visit.facts) })
    case 'refused':
      return problem('instance.refused', { ...parameters, why: whyOf(visit.error) })
    case 'silent':
      return problem('instance.silent', { ...parameters, limitSeconds: visit.limitSeconds })
    case 'sealed':
      return problem('instance.sealed', parameters)
    case 'not_probed':
      return warning('instance.notProbed', parameters)
  }
}

/** The facts that tell one server from another. */
const foundText = (facts: JsonObject): string =>
  ['flavour', 'version', 'mode']
    .flatMap(name => (typeof facts[name] === 'string' ? [facts[name]] : []))
    .join(' ')

/** What happened and what to do, as the registry says it; what nobody foresaw is not repeated: it may hold a secret. */
function whyOf(error: unknown): Words {
  if (!(error instanceof StepwellError))
    return { 'en-us': (error as Error).name, 'zh-cn': (error as Error).name }
  const { message, remedy } = errorWords[error.code]
  const said = fillWords(message, error.parameters)
  return remedy === null ? said : joinWords([said, remedy])
}
