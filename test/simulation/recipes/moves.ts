import type { Json, JsonObject } from '../../../src/core/json.ts'
import { operationFailure } from '../../../src/core/failure.ts'
import type { Effects, StepContext } from '../../../src/core/step-context.ts'
import { words } from '../../../src/core/testing/samples.ts'
import type { Random } from '../machine/random.ts'

/** What a step of a generated recipe sees. */
export type Context = StepContext<Json, { readonly [step: string]: Json }, Effects>

/** One move of one step as it runs. */
export interface Scene {
  readonly context: Context
  readonly random: Random
  /** Tells the moves of a step apart. */
  readonly name: string
  /** Instances the task is done to. */
  readonly instances: readonly string[]
  /** Does something to the task's instances; at once unless told. */
  act(what: string, options?: ActOptions): Promise<void>
  /** Says that a unit of counted work is done now. */
  unit(done: number): void
  /** Runs a part of the step and says that its code runs. */
  part(name: string, run: (report: Context['report']) => Promise<Json>): Promise<Json>
  /** Says that the task may fail by a code, because of something that really happened to it. */
  blame(code: string): void
  /** Ends the process it runs in, as a recipe can; never resolves. */
  endProcess(): Promise<never>
}

/** How something is done to instances. */
export interface ActOptions {
  readonly ms?: number
  /** Ends it early; left out: some heed the step's own signal, and some end only when they are done. */
  readonly until?: AbortSignal
  /** It heeds no signal at all. */
  readonly deaf?: true
}

/** What a step does, or a part of it. */
type Move = (scene: Scene) => Promise<void>

const effectInput = ({ random, instances }: Pick<Scene, 'random' | 'instances'>, key: string): Json => ({
  instance: random.pick(instances),
  key,
})

/** Applies an effect; the key tells the moves of one step apart, so that a step may hold several. */
const applies =
  (effect: string): Move =>
  async scene => {
    await scene.context.apply(effect, effectInput(scene, scene.name), scene.name)
    await scene.act(`work under ${effect}`)
  }

/** Fails now and then: by a code, or by anything thrown. */
const fails =
  (code: string, thrown: () => unknown): Move =>
  async scene => {
    await scene.act('something that may fail')
    if (!scene.random.chance(0.4)) return
    scene.blame(code)
    throw thrown()
  }

/** How far counted work was saved. */
const savedUnits = ({ context }: Scene): { readonly [move: string]: number } =>
  context.checkpoint<JsonObject & { readonly [move: string]: number }>() ?? {}

/** What steps of generated recipes do. Each may run again after a crash, as every step may. */
export const moves = {
  async act(scene) {
    await scene.act('an act')
    scene.context.cancelPoint()
  },
  async long(scene) {
    // Ends at once when asked to stop, as a driver does that is given the signal.
    await scene.act('a long act', { ms: scene.random.between(1000, 20_000), until: scene.context.stopping })
    scene.context.cancelPoint()
  },
  async units(scene) {
    const { context, name, random } = scene
    const total = 4
    for (let done = savedUnits(scene)[name] ?? 0; done < total; done++) {
      await scene.act(`unit ${done + 1}`, { ms: random.pick([0, 0, 800]) })
      scene.unit(done)
      context.report({ done: done + 1, total, unit: 'keys' })
      if (random.chance(0.6)) await context.save({ ...savedUnits(scene), [name]: done + 1 })
      context.cancelPoint()
    }
  },
  async falter({ context, act }) {
    context.report({ done: 9, total: 10 })
    await act('an act that goes well')
    // It has found its ground gone, and repairs it.
    context.report({ done: 2, total: 10 })
    await act('a repair', { ms: 1000 })
  },
  async parts({ context, name, part, act }) {
    const names = [`${name} a`, `${name} b`]
    await context.addSubSteps(names.map(added => ({ name: added, title: words(added), weight: 1 })))
    await Promise.all(
      names.map(each =>
        part(each, async report => {
          report({ done: 1, total: 2 })
          await act(`part ${each}`)
          return each
        }),
      ),
    )
  },
  async planned(scene) {
    const { context, name, random } = scene
    const planned = context.taskCheckpoint<number>(`plan ${name}`) ?? random.between(1, 3)
    await context.saveTaskCheckpoint(`plan ${name}`, planned)
    const names = Array.from({ length: planned }, (_, index) => `${name} node ${index + 1}`)
    await context.addSubSteps(names.map(added => ({ name: added, title: words(added), weight: 1, total: 2 })))
    for (const each of names)
      await scene.part(each, async () => {
        await scene.act(`part ${each}`, { ms: random.pick([0, 500]) })
        return null
      })
  },
  async careless({ context, name, part, act }) {
    await context.addSubSteps([{ name, title: words(name), weight: 1 }])
    // Not awaited: the step has ended only when this has.
    void part(name, async () => {
      await act('what nobody awaits', { ms: 1500 })
      return null
    }).catch(() => {})
    await act('an act beside it')
  },
  throttle: applies('throttle'),
  staging: applies('staging'),
  async setting(scene) {
    const intent = { name: 'setting', input: effectInput(scene, scene.name), key: scene.name }
    await scene.context.intend([intent])
    await scene.act('what comes before it')
    await scene.context.apply('setting', intent.input, scene.name)
  },
  async undoItself(scene) {
    await scene.context.apply('throttle', effectInput(scene, scene.name), scene.name)
    await scene.act('work under throttle', { ms: scene.random.pick([0, 1000]) })
    await scene.context.undo('throttle', scene.name)
  },
  async twoAtOnce(scene) {
    const keys = [`${scene.name} a`, `${scene.name} b`]
    await Promise.all(keys.map(key => scene.context.apply('throttle', effectInput(scene, key), key)))
    await scene.act('work under both')
  },
  async undoAtOnce({ context, name, random, instances, act }) {
    // Asked for while it is still being put in place: each waits for the one before it.
    const input = effectInput({ random, instances }, name)
    const acts = [context.apply('throttle', input, name), context.undo('throttle', name)]
    await act('an act beside them')
    await Promise.all(acts)
  },
  async changeInstance({ context, act }) {
    const instance = await context.instance(context.instanceId)
    await act('a switch')
    const port = (instance.endpoints[0]?.port ?? 0) + 1
    await context.changeInstance(instance.id, { ...instance, endpoints: [{ host: '127.0.0.1', port }] })
  },
  failRetryable: fails('SIM.2', () => operationFailure('SIM.2')),
  fail: fails('SIM.1', () => operationFailure('SIM.1')),
  throwAnything: fails('STW.0008', () => new Error('an error nobody declared')),
  async stand({ context, act, random }) {
    context.report({ done: 1, total: 2 })
    context.waitsFor(random.pick([null, 'connection_lost']))
    await act('an act that does not move', { ms: random.between(1000, 20_000) })
    await context.remark('warning', { 'en-us': 'It stood.', 'zh-cn': '曾停滞。' })
    context.waitsFor(null)
    context.report({ done: 2, total: 2 })
    await act('an act that moves', { ms: random.pick([0, 4000]) })
  },
  async deaf({ context, act, random }) {
    await act('an act that nothing stops', { ms: random.pick([500, 8000, 40_000]), deaf: true })
    context.cancelPoint()
  },
  async endsItsWorker({ act, random, endProcess }) {
    await act('an act that may end the process')
    if (random.chance(0.3)) await endProcess()
  },
  async hang({ context, act, random }) {
    if (!random.chance(0.3)) return act('an act in time')
    await act('an act that hangs', { ms: 3_600_000, until: context.signal })
  },
  async hangDeaf({ act, random }) {
    if (!random.chance(0.3)) return act('an act in time')
    await act('an act that hangs and hears nothing', { ms: 3_600_000, deaf: true })
  },
} as const satisfies { readonly [name: string]: Move }

export type MoveName = keyof typeof moves

/** Moves that end only with the time that a step has. */
const needBudget: readonly MoveName[] = ['hang', 'hangDeaf']

/** Moves a step may make. */
export function moveNames(cancellable: boolean): readonly MoveName[] {
  const all = Object.keys(moves) as readonly MoveName[]
  return cancellable ? all.filter(name => !needBudget.includes(name)) : all
}
