import { isOperation, type Operation } from '../core/operation.ts'
import { isPermission } from '../core/permission.ts'
import { services, type EffectLife } from '../core/task.ts'
import { languages, type Words } from '../core/words.ts'

/** The form of a failure code: a service's prefix and digits, at most 9 characters, as the wires allow. */
const failureCode = /^(DCS|DMS|DBS)\.\d{1,5}$/

const stepName = /^[a-z][a-z0-9_]*$/

const hasWords = (words: Words | null | undefined): boolean =>
  typeof words === 'object' &&
  words !== null &&
  languages.every(language => typeof words[language] === 'string' && words[language] !== '')

const effectLives = new Set<unknown>(['attempt', 'task', 'keep'] satisfies EffectLife[])

/** What is wrong with an operation before it may be served; empty: nothing. */
export function checkOperation(operation: Operation): readonly string[] {
  const problems: string[] = []
  const expect = (holds: boolean, problem: string): void => void (holds || problems.push(problem))
  expect(
    /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/.test(operation.name),
    `its name "${operation.name}" is not like redis.migrate`,
  )
  expect(
    Number.isInteger(operation.version) && operation.version > 0,
    'its version is not a positive whole number',
  )
  expect(
    services.includes(operation.service),
    `its service "${operation.service}" is none of ${services.join(', ')}`,
  )
  expect(hasWords(operation.title), 'its title lacks a language')
  expect(hasWords(operation.description), 'its description lacks a language')
  expect(operation.input?.['type'] === 'object', 'its input schema is not of type object')
  expect(
    isPermission(operation.permission),
    'its permission lacks aliases, a resource type or null, or an action like dcs:task:create',
  )
  expect(operation.steps.length > 0, 'it has no step')
  for (const step of operation.steps) {
    expect(stepName.test(step.name), `step "${step.name}": its name is not like data_migration`)
    expect(hasWords(step.title), `step ${step.name}: its title lacks a language`)
    expect(typeof operation.run[step.name] === 'function', `step ${step.name}: it has no run function`)
    for (const part of step.subSteps)
      expect(hasWords(part.title), `step ${step.name}, sub-step ${part.name}: its title lacks a language`)
  }
  for (const [code, failure] of Object.entries(operation.failures)) {
    expect(
      failureCode.test(code) && code.length <= 9,
      `failure ${code}: the code is not like DCS.1001, of at most 9 characters`,
    )
    expect(
      hasWords(failure?.message) && hasWords(failure?.remedy),
      `failure ${code}: its words lack a language`,
    )
  }
  for (const [name, effect] of Object.entries(operation.effects ?? {})) {
    expect(
      hasWords(effect?.title) && typeof effect.apply === 'function' && typeof effect.undo === 'function',
      `effect ${name}: it needs a title in both languages, apply and undo`,
    )
    expect(effectLives.has(effect?.lives), `effect ${name}: it lives neither attempt nor task nor keep`)
  }
  return problems
}

/** The operations among the values a module exports; one exported under two names is one. */
export function operationsIn(exported: { readonly [name: string]: unknown }): readonly Operation[] {
  return [...new Set(Object.values(exported).filter(isOperation))]
}
