import type { WordParameters, Words } from '../core/words.ts'
import { tellingWords, textIn, unitIn } from '../words/telling.ts'
import { blameWords, lossWords } from '../words/events.ts'
import { joinNames } from '../words/joined.ts'
import { lostConnectionWords, stallWords } from '../words/waits.ts'
import { plainTitle } from './title.ts'
import { formatBytes, formatDuration, formatNearMoment, formatNumber } from './format.ts'
import { addressesOf } from './addresses.ts'
import type { Telling } from './telling.ts'
import { fieldsOf, listOf, numberOf, textOf, type Fields } from './event-fields.ts'
import type { EventNames } from './event-names.ts'
import { workerText } from './who-text.ts'

/** Of many that are of one kind so many are named. */
const MOST_NAMED = 3

/** Everything that a template of an event may ask for; what the event does not tell, no template of its type asks for. */
export function eventParameters(event: Fields, names: EventNames, telling: Telling): WordParameters {
  const { language, now } = telling
  const text = (name: string): string => textOf(event[name])
  const moment = (value: unknown): string => momentText(value, telling)
  const word = (table: Readonly<Record<string, Words>>, name: string): string =>
    table[text(name)]?.[language] ?? text(name)
  const failure = fieldsOf(event['failure'])
  const leftMs = (numberOf(event['predictedEndAt']) ?? now) - now
  return {
    worker: workerText(text('worker')),
    cause: word(lossWords, 'cause'),
    blame: word(blameWords, 'blame'),
    step: names.step(text('step')),
    subStep: names.subStep(text('step'), text('subStep')),
    count: listOf(event['subSteps']).length,
    name: text('name'),
    effect: effectText(event, names),
    failure: textIn(language, tellingWords['task.failed'], {
      code: textOf(failure['code']),
      message: textOf(failure['message']),
    }),
    reason:
      typeof event['about'] === 'string'
        ? textIn(language, lostConnectionWords, { about: text('about') })
        : word(stallWords, 'reason'),
    text: text('text'),
    until: moment(fieldsOf(event['limit'])['until']),
    dueAt: moment(event['dueAt']),
    since: moment(event['since']),
    retryAt: moment(event['retryAt']),
    instance: names.instance(text('instance')),
    addresses: addressesText(fieldsOf(event['change'])),
    amounts: amountsText(listOf(event['reports']), names, telling),
    duration: formatDuration(leftMs / 1000, language),
  }
}

/** An effect by the title it was given with its intent. */
function effectText({ title, name, key }: Fields, names: EventNames): string {
  return typeof title === 'string' ? plainTitle(title) : names.effect(textOf(name), textOf(key))
}

function momentText(value: unknown, telling: Telling): string {
  const at = numberOf(value)
  return at === null ? textOf(value) : formatNearMoment(at, telling)
}

function addressesText({ endpoints }: Fields): string {
  const all = listOf(endpoints)
  const named = all.slice(0, MOST_NAMED).map(({ host, port }) => ({ host: textOf(host), port: textOf(port) }))
  const more = all.length > named.length ? ` +${all.length - named.length}` : ''
  return `${addressesOf({ endpoints: named })}${more}`
}

/** How far the steps are that report; sub-steps where no step itself does. */
function amountsText(reports: readonly Fields[], names: EventNames, telling: Telling): string {
  const ofSteps = reports.filter(({ subStep }) => subStep === null)
  const told = ofSteps.length > 0 ? ofSteps : reports
  const named = told.slice(0, MOST_NAMED).map(report => amountText(report, names, telling))
  const more = told.length > named.length ? ` +${told.length - named.length}` : ''
  return `${joinNames(named, telling.language)}${more}`
}

function amountText(report: Fields, names: EventNames, { language }: Telling): string {
  const step = textOf(report['step'])
  const subStep = typeof report['subStep'] === 'string' ? report['subStep'] : null
  const title = subStep === null ? names.step(step) : names.subStep(step, subStep)
  const { done, total, unit: told } = fieldsOf(report['progress'])
  const [doneNumber, totalNumber] = [numberOf(done), numberOf(total)]
  if (doneNumber === null) return title
  const unit = typeof told === 'string' ? told : names.unit(step, subStep)
  const format = unit === 'bytes' ? formatBytes : formatNumber
  const counted = [doneNumber, ...(totalNumber === null ? [] : [totalNumber])].map(amount =>
    format(amount, language),
  )
  const amount = `${title} ${counted.join('/')}`
  return unit === null || unit === 'bytes'
    ? amount
    : `${amount} ${unitIn(language, unit, totalNumber ?? doneNumber)}`
}
