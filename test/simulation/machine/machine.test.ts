import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMachine, type Machine } from './machine.ts'
import { createRandom } from './random.ts'

/** Takes every turn that is ready, in order, and lets time pass until `untilMs`. */
function run(machine: Machine, untilMs: number): void {
  while (machine.elapsed() < untilMs) {
    for (const turn of machine.ready()) machine.take(turn)
    machine.pass(1)
  }
}

test('nothing of a process that has died goes on: neither its timers nor what it waits for', () => {
  const machine = createMachine(createRandom(1))
  const ends: string[] = []
  const process = machine.start('w1', () => ends.push('w1 has ended'))
  const happened: string[] = []
  machine.clockOf(process).every(10, () => happened.push('timer'))
  run(machine, 25)
  const lost = (): void => void ends.push('its call was lost')
  machine.wait({ process, what: 'a call', readyAt: 30, happen: () => happened.push('call'), lost })
  machine.end(process)
  machine.wait({ process, what: 'another', readyAt: 0, happen: () => happened.push('another') })
  run(machine, 100)
  assert.deepEqual(happened, ['timer', 'timer'])
  assert.deepEqual(ends, ['its call was lost', 'w1 has ended'])
})

test('a frozen process does nothing until it thaws, and then what it has missed', () => {
  const machine = createMachine(createRandom(1))
  const process = machine.start('w1')
  const at: number[] = []
  machine.clockOf(process).after(5, () => at.push(machine.elapsed()))
  machine.freeze(process, 50)
  run(machine, 100)
  assert.deepEqual(at, [50])
})

test('setting the clock moves no timer', () => {
  const machine = createMachine(createRandom(1))
  const process = machine.start('w1')
  const clock = machine.clockOf(process)
  const before = clock.now()
  const at: number[] = []
  clock.after(5, () => at.push(clock.elapsed()))
  machine.setClock(-60_000)
  run(machine, 20)
  assert.deepEqual([at, clock.now() - before], [[5], 20 - 60_000])
})
