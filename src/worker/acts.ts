/** What a step has begun: its work has really stopped only when all of this has, awaited by the step or not. */
export interface Acts {
  /** Runs an act and counts it until it has settled. */
  run<Result>(act: () => Promise<Result>): Promise<Result>
  /** Runs an act once those of the same key that came before it have settled. */
  inTurn<Result>(key: string, act: () => Promise<Result>): Promise<Result>
  /** Waits until nothing is under way; then throws what the first act to fail meanwhile threw. */
  settled(): Promise<void>
}

/** The acts of one run of a step. */
export function createActs(): Acts {
  const underWay = new Set<Promise<unknown>>()
  const turns = new Map<string, Promise<unknown>>()

  function run<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = act()
    underWay.add(done)
    const over = (): unknown => underWay.delete(done)
    done.then(over, over)
    return done
  }

  return {
    run,
    inTurn(key, act) {
      const before = turns.get(key) ?? Promise.resolve()
      const done = run(async () => {
        await before.catch(() => {})
        return act()
      })
      turns.set(key, done)
      return done
    },
    async settled() {
      let failed: PromiseRejectedResult | undefined
      while (underWay.size > 0) {
        const results = await Promise.allSettled(underWay)
        failed ??= results.find(result => result.status === 'rejected')
      }
      if (failed !== undefined) throw failed.reason
    },
  }
}
