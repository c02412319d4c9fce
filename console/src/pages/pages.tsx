import type { ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Shell } from '../shell/shell.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { TaskPage } from './task/task-page.tsx'
import { TasksPage } from './tasks/tasks-page.tsx'

/** What is shown at which place. */
export function Pages(): ReactNode {
  return (
    <Shell>
      <Switch>
        <Route path="/">
          <Redirect to="/tasks" replace />
        </Route>
        <Route path="/tasks">
          <TasksPage />
        </Route>
        <Route path="/tasks/:id">
          <TaskPage />
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Shell>
  )
}
