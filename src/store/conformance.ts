import { describe } from 'node:test'
import { accountCases } from './conformance/account-cases.ts'
import { admissionCases } from './conformance/admission-cases.ts'
import { claimCases } from './conformance/claim-cases.ts'
import { controlCases } from './conformance/control-cases.ts'
import { commitCases } from './conformance/commit-cases.ts'
import { dueCases } from './conformance/due-cases.ts'
import { eventCases } from './conformance/event-cases.ts'
import { historyCases, lastEventCases } from './conformance/history-cases.ts'
import { instanceCases } from './conformance/instance-cases.ts'
import { involvedListCases } from './conformance/involved-list-cases.ts'
import { listCases } from './conformance/list-cases.ts'
import { logCases } from './conformance/log-cases.ts'
import { queueListCases } from './conformance/queue-list-cases.ts'
import { recordCases } from './conformance/record-cases.ts'
import { removalCases } from './conformance/removal-cases.ts'
import { storeTests, type OpenStore } from './conformance/store-tests.ts'
import { webhookCases } from './conformance/webhook-cases.ts'
import { workloadCases } from './conformance/workload-cases.ts'

/** The one suite that every store passes: what the doc comments of the port in `core/store.ts` promise. */
export function conformance(name: string, open: OpenStore): void {
  const test = storeTests(open)
  describe(`${name}: a store`, () => {
    commitCases(test)
    dueCases(test)
    controlCases(test)
    claimCases(test)
    listCases(test)
    queueListCases(test)
    involvedListCases(test)
    workloadCases(test)
    historyCases(test)
    lastEventCases(test)
    logCases(test)
    removalCases(test)
    eventCases(test)
    instanceCases(test)
    recordCases(test)
    accountCases(test)
    webhookCases(test)
    admissionCases(test)
  })
}
