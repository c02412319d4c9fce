import { lazy, Suspense, type ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { NotFound } from '../shell/not-found.tsx'
import { Shell } from '../shell/shell.tsx'
import { Loading } from '../parts/loading.tsx'
import { codeOfPage } from './code-of-page.ts'
import { TasksPage } from './tasks/tasks-page.tsx'

const TaskPage = lazy(async () => ({
  default: (await codeOfPage(() => import('./task/task-page.tsx'))).TaskPage,
}))
const InstancesPage = lazy(async () => ({
  default: (await codeOfPage(() => import('./instances/instances-page.tsx'))).InstancesPage,
}))
const InstancePage = lazy(async () => ({
  default: (await codeOfPage(() => import('./instance/instance-page.tsx'))).InstancePage,
}))
const OperationsPage = lazy(async () => ({
  default: (await codeOfPage(() => import('./operations/operations-page.tsx'))).OperationsPage,
}))
const OperationPage = lazy(async () => ({
  default: (await codeOfPage(() => import('./operation/operation-page.tsx'))).OperationPage,
}))
const AccessRoutes = lazy(async () => ({
  default: (await codeOfPage(() => import('./access/access-routes.tsx'))).AccessRoutes,
}))
const AccountPage = lazy(async () => ({
  default: (await codeOfPage(() => import('./account/account-page.tsx'))).AccountPage,
}))

/** What is shown at which place. The list of tasks comes at once; each other page when somebody goes there. */
export function Pages(): ReactNode {
  return (
    <Shell>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <Redirect to="/tasks" replace />
          </Route>
          <Route path="/tasks">
            <TasksPage />
          </Route>
          <Route path="/tasks/:id">{({ id }) => <TaskPage id={id} />}</Route>
          <Route path="/instances">
            <InstancesPage />
          </Route>
          <Route path="/instances/:id">{({ id }) => <InstancePage idOrName={id} />}</Route>
          <Route path="/operations">
            <OperationsPage />
          </Route>
          <Route path="/operations/:name">{({ name }) => <OperationPage name={name} />}</Route>
          <Route path="/access/*?">
            <AccessRoutes />
          </Route>
          <Route path="/account">
            <AccountPage />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Shell>
  )
}
