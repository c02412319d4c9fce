import type { ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { NotFound } from '../../shell/not-found.tsx'
import { AccessPage } from './access-page.tsx'
import { PolicyPage } from './policies/policy-page.tsx'
import { UserPage } from './users/user-page.tsx'

/** The pages below `/access`. */
export function AccessRoutes(): ReactNode {
  return (
    <Switch>
      <Route path="/access">
        <Redirect to="/access/users" replace />
      </Route>
      <Route path="/access/users/:name">
        {({ name }) => <UserPage key={name} name={decodeURIComponent(name)} />}
      </Route>
      <Route path="/access/policies/:name">
        {({ name }) => <PolicyPage key={name} name={decodeURIComponent(name)} />}
      </Route>
      <Route path="/access/:section">{({ section }) => <AccessPage section={section} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}
