import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { System } from 'typebox/system'
import type { Problem } from '../core/error.ts'
import { fillWords, type Words } from '../core/words.ts'
import { problemWords } from '../words/problems.ts'

type SchemaError = ReturnType<Validator['Errors']>[number]

/** Compiled once a schema object. */
const validators = new WeakMap<object, Validator>()

function validatorOf(schema: object): Validator {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const validator = Compile(schema as TSchema)
  validators.set(schema, validator)
  return validator
}

/** A step of a JSON pointer. */
const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

const localized = (error: SchemaError): Words => ({
  'en-us': System.Locale.en_US(error),
  'zh-cn': System.Locale.zh_Hans(error),
})

/** One error of the validator as problems with places; those that only repeat what others say give none. */
function problemsOfError(error: SchemaError): readonly Problem[] {
  const at = error.instancePath
  switch (error.keyword) {
    case 'additionalProperties':
      return error.params.additionalProperties.map(name => ({
        path: `${at}${pointer(name)}`,
        message: problemWords.unknownField,
      }))
    case 'required':
      return error.params.requiredProperties.map(name => ({
        path: `${at}${pointer(name)}`,
        message: problemWords.missingField,
      }))
    case 'enum':
      return [
        {
          path: at,
          message: fillWords(problemWords.notOneOf, { values: error.params.allowedValues.join(', ') }),
        },
      ]
    case 'minimum':
      return [{ path: at, message: fillWords(problemWords.tooSmall, { limit: String(error.params.limit) }) }]
    case 'maximum':
      return [{ path: at, message: fillWords(problemWords.tooLarge, { limit: String(error.params.limit) }) }]
    // `additionalProperties: false` is a schema that is false, and `anyOf` failed because each of its parts did.
    case 'boolean':
    case 'anyOf':
      return []
    default:
      return [{ path: at, message: localized(error) }]
  }
}

/** What is wrong with a value by a JSON schema, place by place; empty: nothing is. */
export function problemsOf(schema: object, value: unknown): readonly Problem[] {
  const validator = validatorOf(schema)
  return validator.Check(value) ? [] : validator.Errors(value).flatMap(problemsOfError)
}
