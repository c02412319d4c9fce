import type { Json } from '../../core/json.ts'
import { fillWords, type Words } from '../../core/words.ts'
import { policyProblemWords } from '../../words/policies.ts'
import { spellingOf, type KeyLookup } from './condition-keys.ts'
import { listOf, membersOf, pointer, type Report } from './members.ts'
import { isTrueOrFalse, operators, type Operator } from './operators.ts'
import type { Matches } from './pattern.ts'

/** Whether a request fulfils a condition. */
export type Holds = (lookUp: KeyLookup) => boolean

/**
 * Compiles a statement's Condition: each key under each operator is a condition, and all have to hold. Of several values of
 * a condition one has to be met; under a negated operator the request's has to differ from all.
 *
 * Of a key that the request has several values of, one that is met suffices, and under a negated operator none may be.
 * `ForAllValues:` asks every value of the request to pass, `ForAnyValue:` one.
 *
 * A key that the request has no value of: the condition does not hold, but with `IfExists` it does. The cloud's pages say no
 * more, and where two readings are left, these are what the policy language publishes that theirs is modelled on: a negated
 * operator holds, for none of its values is the request's (so that a Deny of "whatever is not tagged prod" also meets what
 * has no tag), `ForAllValues:` holds, and `ForAnyValue:` does not, negated or not.
 */
export const compileCondition = (value: Json, path: string, report: Report): readonly Holds[] =>
  membersOf(value, path, report).flatMap(([name, keys]) => {
    const comparison = comparisonOf(name)
    const operatorPath = path + pointer(name)
    if (comparison !== null) return compileKeys(comparison, keys, operatorPath, report)
    report(operatorPath, unknownOperator)
    return []
  })

/** What a name of an operator means, with what is in front of it and behind. */
interface Comparison extends Pick<Operator, 'compile' | 'complaint'> {
  readonly condition: (key: string, isMeant: Matches) => Holds
}

const unknownOperator: Words = fillWords(policyProblemWords.unknownOperator, {
  operators: [...operators.keys(), 'Null'].join(', '),
})

const compileKeys = (
  { compile, complaint, condition }: Comparison,
  value: Json,
  path: string,
  report: Report,
): readonly Holds[] =>
  membersOf(value, path, report).map(([key, given]) => {
    const keyPath = path + pointer(key)
    checkKey(key, keyPath, report)
    const isList = Array.isArray(given)
    const tests = (isList ? listOf(given, keyPath, report) : [given]).flatMap((one, index) => {
      const test = compile(one)
      if (test !== null) return [test]
      report(isList ? `${keyPath}/${index}` : keyPath, complaint)
      return []
    })
    return condition(key, anyOf(tests))
  })

const keyForm = /^(?!g:(?:ResourceTag|RequestTag)$)[A-Za-z][\w-]*:[A-Za-z]\w*(?:\/[^\s/].*)?$/i

/** Keys are compared as they are spelled: in other letters one would never have a value, and its Deny deny nothing. */
const checkKey = (key: string, path: string, report: Report): void => {
  const spelling = spellingOf(key)
  if (!keyForm.test(key)) report(path, policyProblemWords.notAKey)
  else if (spelling !== null && !key.startsWith(spelling))
    report(path, fillWords(policyProblemWords.otherSpelling, { spelling }))
}

const operatorForm = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/s

type OperatorParts = readonly [string, string | undefined, string, string | undefined]

const comparisonOf = (name: string): Comparison | null => {
  if (name === 'Null') return nullComparison
  const [, quantifier, plainName, ifExists] = operatorForm.exec(name) as unknown as OperatorParts
  const operator = operators.get(plainName)
  if (operator === undefined) return null
  const { compile, complaint, negated } = operator
  const forAll = quantifier === 'ForAllValues'
  const whenAbsent = ifExists !== undefined || forAll || (negated && quantifier === undefined)
  const condition = (key: string, isMeant: Matches): Holds => {
    const passes: Matches = negated ? asked => !isMeant(asked) : isMeant
    const needsAll = quantifier === undefined ? negated : forAll
    return lookUp => {
      const asked = lookUp(key)
      if (typeof asked === 'string') return passes(asked)
      if (isNone(asked)) return whenAbsent
      return needsAll ? asked.every(passes) : asked.some(passes)
    }
  }
  return { compile, complaint, condition }
}

/** Whether there is no value. */
const nullComparison: Comparison = {
  ...isTrueOrFalse,
  condition: (key, isMeant) => lookUp => {
    const asked = lookUp(key)
    return isMeant(String(typeof asked !== 'string' && isNone(asked)))
  },
}

const isNone = (values: readonly string[] | null): values is null | readonly [] =>
  values === null || values.length === 0

const anyOf = (tests: readonly Matches[]): Matches => {
  const [first] = tests
  if (first !== undefined && tests.length === 1) return first
  return asked => tests.some(test => test(asked))
}
