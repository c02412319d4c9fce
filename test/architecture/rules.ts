import { fileLength } from './file-length.ts'
import { fileNames } from './file-names.ts'
import {
  environmentInConfigOnly,
  noDefaultExports,
  noSourcePaths,
  noStatusAssignments,
} from './forbidden-code.ts'
import { importCircles } from './import-circles.ts'
import { importDirection } from './import-direction.ts'
import type { Rule } from './rule.ts'

/** All rules of the architecture, by what they hold. */
export const RULES = {
  'imports go one way': importDirection,
  'imports make no circle': importCircles,
  'no written file is over 300 lines': fileLength,
  'names tell something': fileNames,
  'exports have names': noDefaultExports,
  'only src/config.ts reads the environment': environmentInConfigOnly,
  'no status is assigned': noStatusAssignments,
  'paths to our own files work built and unbuilt': noSourcePaths,
} satisfies Readonly<Record<string, Rule>>
