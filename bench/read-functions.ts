import type { IncomingMessage } from 'node:http'
import { conditionKeys } from '../src/access/policy/condition-keys.ts'
import { evaluate } from '../src/access/policy/evaluate.ts'
import { parsePolicy } from '../src/access/policy/policy.ts'
import { instanceUrn } from '../src/access/policy/urn.ts'
import { indexHeaders } from '../src/access/request-headers.ts'
import { verifySignature } from '../src/access/signature.ts'
import { services, type Service } from '../src/core/task.ts'
import { dcsDialect } from '../src/dialects/dcs/dialect.ts'
import { dcsPermissions } from '../src/dialects/dcs/permissions.ts'
import { dmsDialect } from '../src/dialects/dms/dialect.ts'
import { dmsPermissions } from '../src/dialects/dms/permissions.ts'
import { kafkaInstance, scaled } from '../src/dialects/dms/testing/kafka-samples.ts'
import type { NewKey } from '../src/dialects/question.ts'
import { sampleInstance } from '../src/dialects/sample-operation.ts'
import { samples } from '../src/dialects/samples.ts'
import { taurusdbDialect } from '../src/dialects/taurusdb/dialect.ts'
import { taurusdbPermissions } from '../src/dialects/taurusdb/permissions.ts'
import { sampleRestore, taurusInstance } from '../src/dialects/taurusdb/testing/sample-task.ts'
import type { ViewContext } from '../src/dialects/view.ts'
import { usualForms } from '../src/dialects/wire-forms.ts'
import { createShow } from '../src/http/show.ts'

/** A policy as operators write them: reading is allowed where a tag says so, and denied to some addresses. */
const document = {
  Version: '5.0',
  Statement: [
    { Effect: 'Allow', Action: ['*:*:get*', '*:*:list*'], Resource: ['*'] },
    {
      Effect: 'Allow',
      Action: ['dcs:instance:*', 'dms:instance:*', 'gaussdbformysql:instance:*'],
      Resource: ['*:*:*:*:*'],
      Condition: { StringEquals: { 'g:ResourceTag/team': ['shop'] } },
    },
    {
      Effect: 'Deny',
      Action: ['*:*:get*'],
      Condition: { IpAddress: { 'g:SourceIp': ['192.0.2.0/24', '198.51.100.0/24'] } },
    },
  ],
}

const seen = {
  dcs: {
    dialect: dcsDialect,
    id: 'ShowBackgroundTaskProgress',
    instance: sampleInstance,
    task: samples.half.task,
  },
  dms: { dialect: dmsDialect, id: 'ShowBackgroundTask', instance: kafkaInstance, task: scaled },
  taurusdb: {
    dialect: taurusdbDialect,
    id: 'ShowTaskDetails',
    instance: taurusInstance,
    task: sampleRestore,
  },
} as const

const permissions = { ...dcsPermissions, ...dmsPermissions, ...taurusdbPermissions }

/** Answers by what is pure of ours alone: signature, policy and the view, kept as the product keeps it. Null: refused. */
export function answerByFunctions(
  key: NewKey,
  paths: Readonly<Record<Service, readonly string[]>>,
): (request: IncomingMessage) => string | null {
  const parsed = parsePolicy(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  const policies = [{ name: 'readers', policy: parsed.policy }]
  const show = createShow('bench')
  const serviceOf = new Map(services.flatMap(service => paths[service].map(path => [path, service] as const)))
  return request => {
    const rawUrl = request.url ?? ''
    const service = serviceOf.get(rawUrl)
    if (service === undefined) return null
    const headers = indexHeaders(request.rawHeaders)
    const now = Date.now()
    const verdict = verifySignature(
      { method: 'GET', rawUrl, headers, body: new Uint8Array() },
      {
        findSecret: accessKey => (accessKey === key.accessKey ? key.secretKey : null),
        nowMs: now,
        routeReadsBody: false,
      },
    )
    if (!verdict.ok) return null
    const { dialect, id, instance, task } = seen[service]
    const lookUp = conditionKeys({
      user: { id: 'u', name: 'operator' },
      projectName: 'shop',
      domainName: 'shop',
      service,
      instance: { enterpriseProject: '0', tags: instance.tags },
      givenTags: null,
      sourceAddress: '127.0.0.1',
      now,
    })
    const permission = permissions[id]
    const resource = instanceUrn(instance, 'region', 'account')
    if (permission !== null && !evaluate(policies, { permission, resource, lookUp }).allowed) return null
    const route = dialect.routes.find(each => each.id === id)!
    const context: ViewContext = {
      language: 'en-us',
      forms: usualForms,
      administrator: false,
      userName: by => by,
      mayAct: () => true,
      now,
    }
    const submitter = { id: task.submittedBy, name: task.submittedBy }
    return show(dialect, route, { task, instance, submitter }, context, headers).text
  }
}
