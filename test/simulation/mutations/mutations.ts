import { coreMutations } from './core-mutations.ts'
import type { Mutation } from './mutation.ts'
import { storeMutations } from './store-mutations.ts'
import { workerMutations } from './worker-mutations.ts'

/** Ways to break the code, each of which the simulation has to notice. */
export const mutations: readonly Mutation[] = [...coreMutations, ...storeMutations, ...workerMutations]
