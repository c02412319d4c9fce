import type { Argument } from '../../src/drivers/redis/reply.ts'

const random = (below: number): number => Math.floor(Math.random() * below)

/**
 * One write of the mix a migration has to survive, on keys that `seed.ts` made: also commands on several slots, which could
 * not be replayed on a cluster, scripts, deletions and expiries.
 */
export function mixedWrite(n: number, keys: number): readonly Argument[] {
  const base = random(keys)
  const hundred = base - (base % 100)
  switch (random(10)) {
    case 0:
      return ['SET', `k:${hundred + random(80)}`, `new${n}`]
    case 1:
      return ['HINCRBY', `h:${hundred + 80 + random(8)}`, 'v', 1]
    case 2:
      return ['RPUSH', `l:${hundred + 88 + random(5)}`, `x${n}`]
    case 3:
      return ['UNLINK', `k:${hundred + random(80)}`]
    case 4:
      return ['SET', `n:${n}`, 'v', 'PX', 200 + random(60_000)]
    case 5:
      return ['MSET', `m:${random(9999)}`, n, `m:${random(9999)}`, n]
    case 6:
      return ['SUNIONSTORE', `u:${random(2000)}`, `s:${hundred + 93}`, `s:${hundred + 94}`]
    case 7:
      return ['ZINCRBY', `z:${hundred + 97 + random(3)}`, 1, 'm']
    case 8:
      return ['EXPIRE', `k:${hundred + random(80)}`, 30 + random(1000)]
    default:
      return ['EVAL', script, 2, `c:${random(500)}`, `a:${random(500)}`]
  }
}

const script = "redis.call('INCR',KEYS[1]);redis.call('APPEND',KEYS[2],'.');return 1"
