/** What a recipe of your own imports from 'stepwell'; see docs/write-an-operation.md. */
export { Type, type Static } from 'typebox'
export { operationFailure, type FailureWords } from './core/failure.ts'
export type { Access, Endpoint, ReachableInstance, SwitchHook } from './core/instance.ts'
export type { Json, JsonObject } from './core/json.ts'
export type { Operation, OperationBuilder, StepOptions, SubStepDeclaration } from './core/operation.ts'
export type { Permission } from './core/permission.ts'
export type {
  EffectDefinition,
  InstanceChange,
  StepContext,
  SubStepContext,
  Surroundings,
} from './core/step-context.ts'
export type { Detail, Progress, Service } from './core/task.ts'
export type { Language, Words } from './core/words.ts'
export { defineOperation, instanceReference } from './operations/define-operation.ts'
