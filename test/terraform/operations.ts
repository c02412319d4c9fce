/** Operations by the names that the Terraform provider waits for, loaded by `--operations`. They touch no server. */
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../src/index.ts'

const failed = { dcs: 'DCS.7001', dms: 'DMS.7001', taurusdb: 'DBS.7001' } as const

/** An operation that waits until a file is there, then does as it is told. */
const rehearsal = (service: 'dcs' | 'dms' | 'taurusdb', jobName: string) =>
  defineOperation({
    name: `${service}.${jobName.toLowerCase()}`,
    version: 1,
    service,
    jobName,
    title: { 'en-us': jobName, 'zh-cn': jobName },
    input: Type.Object({ waitsFor: Type.String(), fails: Type.Boolean() }, { additionalProperties: false }),
    failures: {
      [failed[service]]: {
        message: { 'en-us': 'It was told to fail.', 'zh-cn': '按要求失败。' },
        remedy: { 'en-us': 'Tell it something else.', 'zh-cn': '请改变要求。' },
      },
    },
  }).step('act', {
    title: { 'en-us': 'Act', 'zh-cn': '执行' },
    run: async context => {
      while (!existsSync(context.input.waitsFor)) {
        context.cancelPoint()
        await delay(5)
      }
      if (context.input.fails) throw operationFailure(failed[service])
    },
  })

export const swap = rehearsal('dcs', 'masterStandbySwapJob')
export const deleteAcl = rehearsal('dcs', 'DeleteAcl')
export const extend = rehearsal('dcs', 'EXTEND')
export const modifyAutoTopic = rehearsal('dms', 'modifyAutoTopic')
export const topicQuota = rehearsal('dms', 'kafkaTopicQuota')
export const configModify = rehearsal('dms', 'kafkaConfigModify')
export const resetOffset = rehearsal('dms', 'kafkaResetConsumerOffset')
export const restore = rehearsal('taurusdb', 'RestoreTaurusInInstanceToExisted')
export const scaleProxy = rehearsal('taurusdb', 'ScaleGaussDBforMySQLProxy')
export const createDatabase = rehearsal('taurusdb', 'CreateGaussDBforMySQLDatabase')
export const upgrade = rehearsal('taurusdb', 'VERSION_UPGRADE')
