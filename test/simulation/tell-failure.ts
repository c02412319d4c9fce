import type { Outcome } from './simulate.ts'

/** How many lines of a trace are told of a failure, unless all are asked for. */
const tailLines = 60

/** What a person is told of a schedule that failed: the end of its trace, what was wrong, how to see it again. */
export function tellFailure({ seed, failure, trace }: Outcome, lines = tailLines): string {
  return [
    ...trace.slice(-lines),
    `seed ${seed}: ${failure?.invariant}: ${failure?.message}`,
    `again, with its whole trace: npm run simulate -- --seed ${seed} --runs 1 --verbose`,
  ].join('\n')
}
