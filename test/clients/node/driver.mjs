// A driver of the official Node SDK: it calls the operations that standard input names, one a line of JSON, and writes what the
// SDK made of each answer, one a line. It knows no operation: a request is given by the wire's own names.
import { BasicCredentials, GlobalCredentials } from '@huaweicloud/huaweicloud-sdk-core'
import iam from '@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js'
import kafka from '@huaweicloud/huaweicloud-sdk-kafka/v2/public-api.js'
import { createInterface } from 'node:readline'

// The SDK logs to standard output, which is for answers.
const answer = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)

const clients = { dms: kafka.KafkaClient, iam: iam.IamClient }

function clientOf({ service, accessKey, secretKey, project, endpoint }) {
  const credential =
    service === 'iam'
      ? new GlobalCredentials().withAk(accessKey).withSk(secretKey).withDomainId(project)
      : new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(project)
  return clients[service].newBuilder().withCredential(credential).withEndpoint(endpoint).build()
}

async function perform(call) {
  if (!(call.service in clients)) return { missing: true }
  const client = clientOf(call)
  const method = call.operation[0].toLowerCase() + call.operation.slice(1)
  if (typeof client[method] !== 'function') return { missing: true }
  try {
    const { httpStatusCode: status, ...decoded } = await client[method](call.parameters)
    return { status, decoded }
  } catch (error) {
    const { httpStatusCode: status, errorCode: code, errorMsg: message, requestId } = error
    return {
      failure: { kind: error.constructor.name, status, code, message: message ?? error.message, requestId },
    }
  }
}

for await (const line of createInterface({ input: process.stdin }))
  answer(`${JSON.stringify(await perform(JSON.parse(line)))}\n`)
