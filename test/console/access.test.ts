import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, enterPassword, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const password = 'correct horse battery'

const { browser, stepwell } = await setStage()
before(async () => {
  await addTicked(await stepwell.native(), 'orders')
})

const dialogue = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const confirm = (page: Page, name: string) =>
  dialogue(page).getByRole('button', { name, exact: true }).click()

async function addUser(page: Page, name: string, policy: string): Promise<void> {
  await page.goto(`${stepwell.url}/console/access`)
  await press(page, 'New user')
  await dialogue(page).getByRole('textbox', { name: 'User' }).fill(name)
  await dialogue(page).getByRole('textbox', { name: 'Password' }).fill(password)
  await dialogue(page).getByLabel('Policy').selectOption(policy)
  await assertAccessible(page, 'a new user')
  await confirm(page, 'Create')
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('who may only read is offered to cancel, is not told that others can, or still reads when disabled', async () => {
  await using administrator = await signIn(browser, stepwell)
  await addUser(administrator.page, 'lin', 'StepwellReadOnly')
  const native = await stepwell.native()
  const file = join(stepwell.data, 'ticks')
  const { id } = await submitTicks(native, { instance: 'orders', file, ticks: 100_000 })

  await using reader = await signIn(browser, stepwell, {}, page => enterPassword(page, 'lin', password))
  const { page } = reader
  await page.getByRole('link', { name: 'Instances', exact: true }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Access', exact: true }).count(), 0)
  await page.goto(`${stepwell.url}/console/access/users`)
  await page.getByRole('alert').getByText('user:list').waitFor()

  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await page.getByText('Not allowed to you, but possible now: Cancel the task, Pause.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Cancel the task' }).count(), 0)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()

  await press(administrator.page, 'Disable')
  await confirm(administrator.page, 'Disable')
  await administrator.page.getByText('Disabled', { exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a secret is shown again, is in the address, or is kept where a script finds it', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/access/keys`)
  await press(page, 'New access key')
  await confirm(page, 'Create')
  const shown = dialogue(page).locator('dd')
  await shown.nth(2).waitFor()
  await assertAccessible(page, 'what is shown once')
  const [accessKey, secretKey, token] = (await shown.allInnerTexts()).map(text =>
    text.replace(/\s*Copy$/, ''),
  )
  assert.ok(accessKey && secretKey && token)
  // Neither a press beside it nor Escape loses it.
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await confirm(page, 'I have kept them')
  await dialogue(page).waitFor({ state: 'detached' })
  const kept = `${page.url()} ${await page.content()} ${await page.evaluate<string>(
    'JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state])',
  )}`
  for (const secret of [secretKey, token]) assert.ok(!kept.includes(secret))
  const asked = await fetch(`${stepwell.url}/v1/tasks`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(asked.status, 200, 'it is the token that lets in')

  await press(page, `Actions: ${accessKey}`)
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await confirm(page, 'Disable')
  const row = page.getByRole('row').filter({ hasText: accessKey })
  await row.getByText('Disabled', { exact: true }).waitFor()
  await press(page, `Actions: ${accessKey}`)
  await page.getByRole('menuitem', { name: 'Rotate' }).click()
  await confirm(page, 'Rotate')
  await shown.nth(2).waitFor()
  assert.ok(!(await dialogue(page).innerText()).includes(secretKey))
  await confirm(page, 'I have kept them')
  await press(page, `Actions: ${accessKey}`)
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await confirm(page, 'Delete')
  await row.waitFor({ state: 'detached' })
})

test('what is needed is told in the words of the browser, or a refusal is lost as its dialogue closes', async () => {
  await using signedIn = await signIn(browser, stepwell, { locale: 'zh-CN' })
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/access/users`)
  await press(page, '新建用户')
  await confirm(page, '创建')
  await dialogue(page).getByText('此项必填。').waitFor()
  const name = dialogue(page).getByRole('textbox', { name: '用户' })
  assert.equal(await name.evaluate(field => field === field.ownerDocument.activeElement), true)

  const asked = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  await page.route('**/v1/users', async route => {
    if (route.request().method() !== 'POST') return route.continue()
    asked.resolve()
    await answered.promise
    return route.continue()
  })
  const tooLong = 'a'.repeat(65)
  await name.fill(tooLong)
  await confirm(page, '创建')
  await asked.promise
  await dialogue(page).locator('button:disabled', { hasText: '不执行' }).waitFor()
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  answered.resolve()
  await dialogue(page).getByText('1 至 64').waitFor()
  assert.equal(await name.inputValue(), tooLong, 'nothing was cut off')
})

test('a policy that cannot be read is saved, or does not say where', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/access/policies`)
  await press(page, 'New policy')
  await page.getByLabel('Policy').fill('operators')
  const document = page.getByRole('textbox', { name: 'Document' })
  await document.fill('{\n  "Version": "5.0",\n  "Statement": [\n}')
  await press(page, 'Create')
  await page.getByRole('alert').getByText('line 4, column 1').waitFor()
  const statement = '{ "Effect": "Allow", "Action": ["Cancel"], "Resource": ["*"] }'
  await document.fill(`{\n  "Version": "5.0",\n  "Statement": [\n    ${statement}\n  ]\n}`)
  await press(page, 'Create')
  const problem = page.getByRole('alert').getByText('Line 4, Statement/0/Action/0:')
  await problem.waitFor()
  await assertAccessible(page, 'a policy that cannot be read')
  await problem.click()
  const selected = await document.evaluate(field => {
    const { value, selectionStart, selectionEnd } = field as unknown as {
      readonly value: string
      readonly selectionStart: number
      readonly selectionEnd: number
    }
    return value.slice(selectionStart, selectionEnd)
  })
  assert.equal(selected, '"Cancel"')
  await page.keyboard.insertText('"*:*:get*"')
  await press(page, 'Create')
  await page.getByRole('heading', { level: 1, name: 'operators' }).waitFor()
  await page.getByText('"*:*:get*"').waitFor()

  await page.goto(`${stepwell.url}/console/access/audit?act=policy_created`)
  const entry = page.getByRole('row').filter({ hasText: 'operators' })
  await entry.getByText('Policy created').waitFor()
  await entry.getByText('administrator').waitFor()
})

test('a misspelt Deny is saved without a word, or what it could have named is not found', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/access/policies`)
  await press(page, 'New policy')
  await page.getByLabel('Policy').fill('limits')
  const Resource = ['*', 'dms:*:*:instance:7']
  const statement = { Effect: 'Deny', Action: ['stepwell:task:look', 'dcs:instance:list'], Resource }
  const document = page.getByRole('textbox', { name: 'Document' })
  await document.fill(JSON.stringify({ Version: '5.0', Statement: [statement] }))
  await page.getByText('Actions that a policy may name').click()
  await page.getByRole('listitem').getByText('stepwell:task:getLog', { exact: true }).waitFor()
  await press(page, 'Create')
  await page.getByRole('heading', { level: 1, name: 'limits' }).waitFor()
  const note = page.getByRole('status').filter({ hasText: 'There is no such action here' })
  await note.waitFor()
  assert.deepEqual(await note.getByRole('listitem').allTextContents(), ['stepwell:task:look'])
  const mistaken = page.getByRole('status').filter({ hasText: 'No instance here can be such a resource' })
  await mistaken.waitFor()
  assert.deepEqual(await mistaken.getByRole('listitem').allTextContents(), ['dms:*:*:instance:7'])
  await page.getByText('Actions that a policy may name').click()
  await page.getByText('gaussdbformysql:task:list, also gaussdb:instance:list').waitFor()
  await assertAccessible(page, 'a policy with an action that there is not')

  await page.goto(`${stepwell.url}/console/access/policies`)
  const row = page.getByRole('row').filter({ hasText: 'limits' })
  await row.getByText('unknown actions: 1').waitFor()
  await row.getByText('unknown resources: 1').waitFor()
  await assertAccessible(page, 'a list of policies with an action that there is not')
  await row.getByRole('link', { name: 'limits' }).click()
  await press(page, 'Change')
  await note.getByText('stepwell:task:look').waitFor()
  await document.fill((await document.inputValue()).replace('task:look', 'task:getLog'))
  await press(page, 'Save')
  await page.locator('pre', { hasText: 'stepwell:task:getLog' }).waitFor()
  await note.waitFor({ state: 'detached' })
})

test('who may see one instance alone finds no way to it', async () => {
  await using administrator = await signIn(browser, stepwell)
  const native = await stepwell.native()
  const endpoints = [{ host: '127.0.0.1', port: 1 }]
  const body = { service: 'dms', name: 'payments', endpoints }
  const { id } = await native.ask<{ readonly id: string }>('POST', '/instances', body)
  await administrator.page.goto(`${stepwell.url}/console/access/policies`)
  await press(administrator.page, 'New policy')
  await administrator.page.getByLabel('Policy').fill('payments')
  const resource = `dms:*:*:kafka:${id}`
  const statement = { Effect: 'Allow', Action: ['*'], Resource: [resource] }
  await administrator.page
    .getByRole('textbox', { name: 'Document' })
    .fill(JSON.stringify({ Version: '5.0', Statement: [statement] }))
  await press(administrator.page, 'Create')
  await administrator.page.getByRole('heading', { level: 1, name: 'payments' }).waitFor()
  await addUser(administrator.page, 'zhao', 'payments')

  await using narrow = await signIn(browser, stepwell, {}, page => enterPassword(page, 'zhao', password))
  const { page } = narrow
  await page.getByRole('alert').getByText('task:list').waitFor()
  await assertAccessible(page, 'a list that is refused')
  await page.getByRole('textbox', { name: 'Open one instance' }).fill('payments')
  await press(page, 'Open')
  await page.getByText('Nothing holds it').waitFor()
  await page.getByText('No task of this instance has ended yet.').waitFor()
})

test('who changes the own password goes on with the one before, or is not asked for it', async () => {
  await using administrator = await signIn(browser, stepwell)
  await addUser(administrator.page, 'chen', 'StepwellFullAccess')
  await using signedIn = await signIn(browser, stepwell, {}, page => enterPassword(page, 'chen', password))
  const { page } = signedIn
  await page.locator('header').getByRole('button', { name: 'chen' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await page.getByLabel('Password now').fill('something else')
  await page.getByLabel('New password').fill(`${password} staple`)
  await press(page, 'Change password')
  await page.getByText('is not your password').waitFor()
  await page.getByLabel('Password now').fill(password)
  await press(page, 'Change password')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByRole('status').getByText('The session is over').waitFor()
  await page.getByRole('textbox', { name: 'User' }).waitFor()
  await enterPassword(page, 'chen', `${password} staple`)
})

test('a project is made under another name, or stays once it is deleted', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/access/projects`)
  await press(page, 'New project')
  await dialogue(page).getByLabel('Project').fill('a b')
  await confirm(page, 'Create')
  await dialogue(page).getByText('begins with a letter or a digit').waitFor()
  await dialogue(page).getByLabel('Project').fill('stage')
  await confirm(page, 'Create')
  const row = page.getByRole('row').filter({ hasText: 'stage' })
  await press(page, 'Actions: stage')
  await page.getByRole('menuitem', { name: 'Change' }).click()
  await dialogue(page).getByLabel('Description').fill('before production')
  await confirm(page, 'Save')
  await row.getByText('before production').waitFor()
  await press(page, 'Actions: stage')
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await confirm(page, 'Delete')
  await row.waitFor({ state: 'detached' })
})

test('a policy is attached in another project than was chosen, or stays when it is detached', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await addUser(page, 'wang', 'StepwellReadOnly')
  await press(page, 'Attach a policy')
  await dialogue(page).getByLabel('Policy').selectOption('StepwellFullAccess')
  await dialogue(page).getByLabel('Counts in').selectOption('default')
  await confirm(page, 'Attach a policy')
  await press(page, 'Detach: StepwellReadOnly, every project')
  await confirm(page, 'Detach')
  await press(page, 'Detach: StepwellFullAccess, default')
  await confirm(page, 'Detach')
  await page.getByText('It may do nothing: attach a policy.').waitFor()
})
