// Checks everything that can be checked without running it: node scripts/check.ts. As many at a time as there are processors; what
// one of them says is printed once it has ended.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** The longest first. */
const checks = [
  'prettier --check .',
  'oxlint',
  'tsc -p .',
  'knip',
  'tsc -p console',
  'tsc -p console/tsconfig.test.json',
  'node scripts/generate-api-types.ts --check',
  'node scripts/generate-served.ts --check',
]

/** Whether nothing was found. */
function passes(command: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const [program = '', ...given] = command.split(' ')
    const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', reject)
    child.once('close', code => {
      console.log(`${code === 0 ? '✔' : '✖'} ${command}\n${code === 0 ? '' : said}`.trimEnd())
      resolve(code === 0)
    })
  })
}

const waiting = [...checks]
async function work(): Promise<boolean> {
  let allPass = true
  for (let command = waiting.shift(); command !== undefined; command = waiting.shift())
    allPass = (await passes(command)) && allPass
  return allPass
}

const all = await Promise.all(Array.from({ length: availableParallelism() }, work))
process.exitCode = all.every(Boolean) ? 0 : 1
