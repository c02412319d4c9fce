/**
 * Operations of TaurusDB for tests of what its API answers, loaded by `--operations`: a restore of tables and an upgrade that
 * somebody schedules, by the names that the API knows them by. They touch no server.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { defineOperation, operationFailure, Type } from '../../../src/index.ts'

export const restoreTables = defineOperation({
  name: 'mysql.rehearse_table_restore',
  version: 1,
  service: 'taurusdb',
  jobName: 'RestoreTableTaurus',
  title: { 'en-us': 'Table restore', 'zh-cn': '恢复表' },
  input: Type.Object(
    {
      tables: Type.Optional(Type.Integer({ minimum: 1 })),
      fails: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  failures: {
    'DBS.7001': {
      message: { 'en-us': 'Table {table} is not in the backup.', 'zh-cn': '备份中没有表 {table}。' },
      remedy: { 'en-us': 'Choose another backup.', 'zh-cn': '请选择其他备份。' },
    },
  },
})
  .step('init', { title: { 'en-us': 'INIT', 'zh-cn': '初始化' }, run: async () => null })
  .step('restore', {
    title: { 'en-us': 'RESTORE', 'zh-cn': '恢复' },
    weight: 9,
    unit: 'tables',
    run: async context => {
      const total = context.input.tables ?? 10
      for (let done = context.checkpoint<number>() ?? 0; done < total; done++) {
        context.cancelPoint()
        if (context.input.fails === true) throw operationFailure('DBS.7001', { table: `t${done}` })
        await delay(20)
        await context.save(done + 1)
        context.report({ done: done + 1, total })
      }
    },
  })

export const upgradeVersion = defineOperation({
  name: 'mysql.rehearse_upgrade',
  version: 1,
  service: 'taurusdb',
  jobName: 'VERSION_UPGRADE',
  title: { 'en-us': 'Version upgrade', 'zh-cn': '版本升级' },
  input: Type.Object({ version: Type.Optional(Type.String()) }, { additionalProperties: false }),
}).step('upgrade', { title: { 'en-us': 'UPGRADE', 'zh-cn': '升级' }, run: async () => null })
