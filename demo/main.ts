/**
 * `npm run demo`: a live migration of a real Redis into a real three-node cluster while a client writes; the worker is
 * killed at 50 %, in plain sight, and resumes. `--fast` takes the throttle off; `--keep` leaves all running at the end.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { readSettings } from '../src/config.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { obtainRedis } from '../test/servers/obtain-redis.ts'
import { startCluster } from '../test/servers/redis-cluster.ts'
import { startRedis } from '../test/servers/redis-server.ts'
import { play } from './show.ts'
import { createStage } from './stage.ts'
import { speaker } from './words.ts'

const { values } = parseArgs({
  options: {
    fast: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const { language } = readSettings()
const say = speaker(language)
const stage = createStage(language)
if (values.help) {
  stage.tell(say('usage'))
  process.exit()
}
// Ctrl-C ends the demo where it is; the servers die with this process and their folders go.
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])

async function run(): Promise<void> {
  stage.tell(`${say('title')}\n`)
  stage.tell(say('fetching'))
  await obtainRedis()
  await using source = await startRedis({ configuration: { 'enable-debug-command': 'yes' } })
  await using cluster = await startCluster({ masters: 3 })
  const ports = cluster.nodes.map(({ port }) => port).join(', ')
  stage.tell(say('servers', { source: source.port, cluster: ports }))
  await using stepwell = await startStepwell()
  const { accessKey, secretKey } = await stepwell.credentials()
  stage.tell(say('console', { url: `${stepwell.url}/console/`, accessKey, secretKey }))
  const task = await Promise.race([
    play({ source, cluster, stepwell }, stage, say, { language, fast: values.fast }),
    interrupted.then(() => null),
  ])
  if (task === null || !values.keep) return
  stage.tell(`\n${say('kept')}`)
  stage.tell(`  export STEPWELL_URL=${stepwell.url} STEPWELL_DATA=${stepwell.data}`)
  stage.tell(`  node bin/stepwell.js list`)
  stage.tell(`  node bin/stepwell.js show ${task.id}`)
  stage.tell(
    `  node bin/stepwell.js request dcs GET '/v2/{project_id}/instances/${task.instance.id}/tasks/${task.id}/progress'`,
  )
  await interrupted
}

try {
  await run()
  stage.tell(`\n${say('cleaned')}`)
} catch (error) {
  stage.settle()
  process.stderr.write(`${say('failed', { why: error instanceof Error ? error.message : String(error) })}\n`)
  process.exitCode = 1
}
process.exit()
