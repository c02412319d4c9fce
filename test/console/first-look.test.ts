import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, openPage, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()

test('somebody with a wrong secret gets in, or is not told what to do', async () => {
  await using opened = await openPage(browser)
  const { page } = opened
  const { accessKey } = await stepwell.credentials()
  await page.goto(`${stepwell.url}/console/tasks`)
  await page.getByRole('textbox', { name: 'Access key' }).fill(accessKey)
  await page.getByLabel('Secret key *').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('alert')
    .getByText('The access key or user is not in use, or this is not its secret key or password.')
    .waitFor()
  assert.equal(await page.getByRole('navigation').count(), 0)
  await page.getByText(/^The first key was printed/).waitFor()
  assert.equal(await page.getByRole('alert').count(), 1, 'what helps is no alarm')
  await assertAccessible(page, 'sign-in')
})

test('who has no task is not shown how to begin', async () => {
  await using signedIn = await signIn(browser, stepwell)
  await signedIn.page.getByText('stepwell submit redis.migrate').waitFor()
  await assertAccessible(signedIn.page, 'no task')
})
