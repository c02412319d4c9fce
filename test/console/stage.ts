import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { operations as ticking } from '../start/ticks.ts'
import { startBrowser } from './browser.ts'

/** What the tests of a file look through, and at. */
export interface Stage {
  readonly browser: Browser
  readonly stepwell: StepwellProcess
}

/**
 * Starts a browser, and a server that knows the task that ticks and the operations of these files beside this one. Both are
 * ended after the last test of the file, which calls it once, at its top. What may fail after it belongs into `before`: a file
 * that throws leaves them running.
 */
export async function setStage(...more: readonly `./${string}-operation.ts`[]): Promise<Stage> {
  const browser = await startBrowser()
  after(() => browser.close())
  try {
    const beside = more.map(file => fileURLToPath(new URL(file, import.meta.url)))
    const stepwell = await startStepwell({ operations: [...ticking, ...beside] })
    after(() => stepwell[Symbol.asyncDispose]())
    return { browser, stepwell }
  } catch (error) {
    await browser.close()
    throw error
  }
}
