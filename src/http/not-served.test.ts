import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { servedApis } from '../dialects/served-apis.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
before(async () => {
  server = await serve(createMemoryStore())
})
after(() => server.close())

/** Places that are, to the server, an instance with a strange id: said to be missing, too. */
const lookLikeAnInstance = /^GET \/v\d\/\{project_id\}\/instances\/(status|statistic|export-job)$/

const pathAt = (template: string): string =>
  template
    .replace('{project_id}', server.project)
    .replaceAll(/\{\w+\}/g, '5560df16-cebf-4473-95c4-d1b573c16e79')

for (const { title, dialect } of servedApis)
  test(`${title}: what is not answered is answered, or not as a place where nothing is`, async () => {
    const headers = { host: `${dialect.hostLabel}.cn-north-4.myhuaweicloud.com` }
    const nowhere = { path: `/v2/${server.project}/instances/nowhere`, headers }
    const missing = (await server.askSigned(nowhere)).json.error_code
    for (const { id, method, path: template } of dialect.notServed ?? []) {
      const path = pathAt(template)
      // A signed request with a body, as an SDK sends it.
      const body = method === 'GET' ? {} : { body: { spec_code: 'redis.ha.xu1.large.r2.2' } }
      const { status, json } = await server.askSigned({ method, path, headers, ...body })
      const code = lookLikeAnInstance.test(`${method} ${template}`) ? missing : 'APIGW.0101'
      assert.deepEqual([status, json.error_code], [404, code], `${id} ${path}`)
      if (code === 'APIGW.0101') assert.ok(json.error_msg.includes(dialect.documentPath), json.error_msg)
    }
  })

test('who asks by the address alone is sent to the document of another API', async () => {
  const project = server.project
  for (const [method, path, document] of [
    ['POST', `/v3/${project}/instances`, '/openapi/taurusdb.json'],
    ['GET', `/v3.1/${project}/nothing`, '/openapi/taurusdb.json'],
    ['POST', `/v2/kafka/${project}/instances`, '/openapi/dms.json'],
    ['POST', `/v2/${project}/instances`, '/openapi/dcs.json'],
    ['POST', pathAt('/v2/{project_id}/kafka/instances/{instance_id}/reassign'), '/openapi/dms.json'],
    ['GET', pathAt('/v2/{project_id}/kafka/instances/{instance_id}/reassign'), '/openapi/dcs.json'],
    ['POST', pathAt('/v2/{project_id}/instances/{instance_id}/extend'), '/openapi/dms.json'],
    ['GET', '/v3/users', '/openapi/iam.json'],
    ['GET', '/v3/auth/nothing', '/openapi/iam.json'],
  ] as const) {
    const { status, json } = await server.askSigned({ method, path })
    assert.equal(status, 404, path)
    assert.ok(json.error_msg.includes(document), `${path}: ${json.error_msg}`)
  }
})
