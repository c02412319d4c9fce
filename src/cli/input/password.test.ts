import assert from 'node:assert/strict'
import { Readable, Writable } from 'node:stream'
import { test } from 'node:test'
import type { CommandContext } from '../context.ts'
import { readSettings } from '../../config.ts'
import { speaker } from '../../words/command-line.ts'
import { askPassword } from './password.ts'

test('a password that is typed as soon as the prompt is seen is shown', async () => {
  const happened: string[] = []
  const stdin = Object.assign(Readable.from(['secrek', '\u007ft', '\r']), {
    isTTY: true,
    setRawMode: (raw: boolean) => happened.push(raw ? 'hidden' : 'shown'),
  })
  const write = (chunk: Buffer, _: unknown, done: () => void): void => {
    happened.push(chunk.toString())
    done()
  }
  const surroundings = { stdin, stderr: new Writable({ write }) } as unknown as CommandContext['surroundings']
  const context = { surroundings, settings: readSettings({}), say: speaker('en-us') }
  assert.equal(await askPassword(context), 'secret')
  assert.deepEqual(happened, ['hidden', 'Password: ', 'shown', '\n'])
})
