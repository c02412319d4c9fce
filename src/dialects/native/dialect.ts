import type { Dialect } from '../dialect.ts'
import {
  actionListSchema,
  auditPageSchema,
  auditEntrySchema,
  attachmentSchema,
  keptKeySchema,
  keyListSchema,
  keySchema,
  newKeySchema,
  newPolicySchema,
  newProjectSchema,
  newUserSchema,
  policyListSchema,
  policySchema,
  projectListSchema,
  projectSchema,
  userListSchema,
  userSchema,
} from './account-schema.ts'
import { auditRoutes } from './audit-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { projectRoutes } from './project-routes.ts'
import { userRoutes } from './user-routes.ts'
import { controlRoutes } from './control-routes.ts'
import { countRoutes, taskCountsSchema } from './count-routes.ts'
import { logLineSchema, logPageSchema } from './log-schema.ts'
import { operatingRoutes } from './operating-routes.ts'
import { readySchema } from './operating-schema.ts'
import { recordRoutes } from './record-routes.ts'
import { errorSchema } from './error-schema.ts'
import { eventRoutes } from './event-routes.ts'
import { liveEventSchema, taskEventSchema, taskSummarySchema } from './event-schema.ts'
import { renderRefusal } from './refusal.ts'
import { registryRoutes } from './registry-routes.ts'
import {
  eventListSchema,
  eventSchema,
  instanceListSchema,
  instanceSchema,
  newInstanceSchema,
  operationListSchema,
  operationSchema,
  submissionSchema,
  taskListSchema,
  taskSchema,
} from './schema.ts'
import { failureSchema, stepSchema, subStepSchema } from './schema-parts.ts'
import { serviceAnswerRoutes, serviceAnswerSchema } from './service-answer-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { signedInSchema, signInSchema, whoSchema } from './session-schema.ts'
import { serverRoutes } from './server-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { timelineRoutes } from './timeline-routes.ts'
import { periodSchema, progressSampleSchema, stepRunSchema, timelineSchema } from './timeline-schema.ts'
import { traceLineSchema } from './trace-schema.ts'
import { webhookRoutes } from './webhook-routes.ts'
import { newWebhookSchema, webhookMessageSchema, webhookSchema } from './webhook-schema.ts'

/** Stepwell's own API. */
export const nativeDialect: Dialect = {
  name: 'native',
  title: 'Stepwell',
  hostLabel: null,
  pathPrefixes: ['/'],
  documentPath: '/v1/openapi.json',
  acceptsBearer: true,
  routes: [
    ...taskRoutes,
    ...countRoutes,
    ...controlRoutes,
    ...eventRoutes,
    ...recordRoutes,
    ...timelineRoutes,
    ...serviceAnswerRoutes,
    ...registryRoutes,
    ...sessionRoutes,
    ...webhookRoutes,
    ...userRoutes,
    ...projectRoutes,
    ...policyRoutes,
    ...keyRoutes,
    ...auditRoutes,
    ...serverRoutes,
    ...operatingRoutes,
  ],
  posted: {
    name: 'task',
    summary: 'What a webhook of the project is told, signed as Standard Webhooks says',
    schema: webhookMessageSchema,
  },
  renderRefusal,
  refusalSchema: errorSchema,
  schemas: {
    Task: taskSchema,
    TaskList: taskListSchema,
    TaskCounts: taskCountsSchema,
    Step: stepSchema,
    SubStep: subStepSchema,
    Failure: failureSchema,
    Event: eventSchema,
    EventList: eventListSchema,
    LogLine: logLineSchema,
    LogPage: logPageSchema,
    TraceLine: traceLineSchema,
    Timeline: timelineSchema,
    Period: periodSchema,
    StepRun: stepRunSchema,
    ProgressSample: progressSampleSchema,
    ServiceAnswer: serviceAnswerSchema,
    TaskEvent: taskEventSchema,
    LiveEvent: liveEventSchema,
    TaskSummary: taskSummarySchema,
    Instance: instanceSchema,
    InstanceList: instanceListSchema,
    Operation: operationSchema,
    OperationList: operationListSchema,
    Key: keySchema,
    KeptKey: keptKeySchema,
    KeyList: keyListSchema,
    User: userSchema,
    UserList: userListSchema,
    Attachment: attachmentSchema,
    Project: projectSchema,
    ProjectList: projectListSchema,
    Policy: policySchema,
    PolicyList: policyListSchema,
    ActionList: actionListSchema,
    AuditEntry: auditEntrySchema,
    AuditPage: auditPageSchema,
    NewUser: newUserSchema,
    NewProject: newProjectSchema,
    NewPolicy: newPolicySchema,
    Who: whoSchema,
    Ready: readySchema,
    SignedIn: signedInSchema,
    Webhook: webhookSchema,
    WebhookMessage: webhookMessageSchema,
    Submission: submissionSchema,
    NewInstance: newInstanceSchema,
    NewKey: newKeySchema,
    SignIn: signInSchema,
    NewWebhook: newWebhookSchema,
    Error: errorSchema,
  },
}
