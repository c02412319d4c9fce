import type { Json } from '../../core/json.ts'
import type { Words } from '../../core/words.ts'
import { policyProblemWords } from '../../words/policies.ts'
import { addressRangeOf, booleanOf, isInRange, momentOf, numberOf } from './condition-values.ts'
import { compilePattern, type Matches } from './pattern.ts'

/** How the values of a condition are compared with those of a request. */
export interface Operator {
  /** Compiles one value of a condition to a test of one value of a request; null: it cannot be one. */
  readonly compile: (value: Json) => Matches | null
  /** What a value of a condition has to be. */
  readonly complaint: Words
  /** True: the condition holds when no value of the request passes any test. */
  readonly negated: boolean
}

const { notText, notANumber, notAMoment, notABoolean, notAnAddressRange } = policyProblemWords

/** Reads both values, then compares; a value of a request that cannot be read is none that is meant. */
const reading =
  <Value>(
    complaint: Words,
    read: (value: Json) => Value | null,
    readAsked: (text: string) => Value | null = read,
  ) =>
  (holds: (asked: Value, meant: Value) => boolean): Operator => ({
    complaint,
    negated: false,
    compile: value => {
      const meant = read(value)
      if (meant === null) return null
      return text => {
        const asked = readAsked(text)
        return asked !== null && holds(asked, meant)
      }
    },
  })

const text = (compile: (value: string) => Matches): Operator => ({
  complaint: notText,
  negated: false,
  compile: value => (typeof value === 'string' ? compile(value) : null),
})

const number = reading(notANumber, numberOf)
// The request's moment is of our own making, so its form needs no look, which costs 1 µs; NaN is neither less nor greater.
const moment = reading(notAMoment, momentOf, Date.parse)

const not = (operator: Operator): Operator => ({ ...operator, negated: true })

const equals = text(value => asked => asked === value)
const equalsIgnoringCase = text(value => {
  const lower = value.toLowerCase()
  return asked => asked.toLowerCase() === lower
})
const isLike = text(compilePattern)
const isNumber = number((asked, meant) => asked === meant)
/** `Bool`, and what `Null` compares an absence with. */
export const isTrueOrFalse = reading(notABoolean, booleanOf)((asked, meant) => asked === meant)
const isInside: Operator = {
  complaint: notAnAddressRange,
  negated: false,
  compile: value => {
    const range = addressRangeOf(value)
    return range === null ? null : asked => isInRange(asked, range)
  },
}

/**
 * The operators of identity policies, as the cloud's page on them lists them. StringStartWith and
 * StringEndWith occur in its examples only: like StringMatch they heed the case. `Null`, which asks whether there is a
 * value at all, is none of these.
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', equals],
  ['StringNotEquals', not(equals)],
  ['StringEqualsIgnoreCase', equalsIgnoringCase],
  ['StringNotEqualsIgnoreCase', not(equalsIgnoringCase)],
  ['StringMatch', isLike],
  ['StringNotMatch', not(isLike)],
  ['StringStartWith', text(value => asked => asked.startsWith(value))],
  ['StringEndWith', text(value => asked => asked.endsWith(value))],
  ['NumberEquals', isNumber],
  ['NumberNotEquals', not(isNumber)],
  ['NumberLessThan', number((asked, meant) => asked < meant)],
  ['NumberLessThanEquals', number((asked, meant) => asked <= meant)],
  ['NumberGreaterThan', number((asked, meant) => asked > meant)],
  ['NumberGreaterThanEquals', number((asked, meant) => asked >= meant)],
  ['DateLessThan', moment((asked, meant) => asked < meant)],
  ['DateLessThanEquals', moment((asked, meant) => asked <= meant)],
  ['DateGreaterThan', moment((asked, meant) => asked > meant)],
  ['DateGreaterThanEquals', moment((asked, meant) => asked >= meant)],
  ['Bool', isTrueOrFalse],
  ['IpAddress', isInside],
  ['NotIpAddress', not(isInside)],
])
