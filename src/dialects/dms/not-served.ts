import type { NotServed } from '../dialect.ts'

const instance = '/v2/{project_id}/instances/{instance_id}'
const kafkaInstance = '/v2/kafka/{project_id}/instances/{instance_id}'
const newerInstance = '/v2/{project_id}/kafka/instances/{instance_id}'

const startsWork =
  'starts work, for which no operation comes with Stepwell; one of your own is submitted at `POST /v1/tasks`'
const noBrokers = 'brokers and disks of a Kafka cluster are not Stepwell’s to add'
const registry = 'instances are registered at `/v1/instances`'

/** What of DMS for Kafka is not answered, of what starts tasks or is near to it. */
export const dmsNotServed: readonly NotServed[] = [
  { id: 'CreateKafkaReassignmentTask', method: 'POST', path: `${newerInstance}/reassign`, why: startsWork },
  { id: 'CreateReassignmentTask', method: 'POST', path: `${kafkaInstance}/reassign`, why: startsWork },
  { id: 'ResizeKafkaInstance', method: 'POST', path: `${newerInstance}/extend`, why: noBrokers },
  {
    id: 'ResizeEngineInstance',
    method: 'POST',
    path: `/v2/{engine}/{project_id}/instances/{instance_id}/extend`,
    why: noBrokers,
  },
  { id: 'ResizeInstance', method: 'POST', path: `${instance}/extend`, why: noBrokers },
  {
    id: 'ModifyKafkaPublicIpAccessSwitch',
    method: 'POST',
    path: '/v1/{project_id}/instances/{instance_id}/public-boundwidth',
    why: 'what a broker tells clients of its addresses cannot be changed while it runs',
  },
  {
    id: 'ModifyInstanceConfigs',
    method: 'PUT',
    path: `${instance}/configs`,
    why: 'no operation changes settings',
  },
  {
    id: 'ShowInstanceConfigs',
    method: 'GET',
    path: `${instance}/configs`,
    why: 'no operation changes settings',
  },
  {
    id: 'CreateInstanceByEngine',
    method: 'POST',
    path: '/v2/{engine}/{project_id}/instances',
    why: registry,
  },
  { id: 'UpdateInstance', method: 'PUT', path: instance, why: registry },
  { id: 'DeleteInstance', method: 'DELETE', path: instance, why: registry },
  {
    id: 'BatchRestartOrDeleteInstances',
    method: 'POST',
    path: '/v2/{project_id}/instances/action',
    why: 'no operation restarts brokers',
  },
]
