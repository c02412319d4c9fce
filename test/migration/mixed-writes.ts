import type { Argument } from '../../src/drivers/redis/reply.ts'

const script = "redis.call('INCR',KEYS[1]);redis.call('APPEND',KEYS[2],'.');return 1"
const choose = (below: number): number => Math.floor(Math.random() * below)

/**
 * One client's write, number `n`: commands on several keys, scripts, transactions, renames, deletions and expiries, on keys
 * that `seedKeys` made and on new ones. `together` makes the keys of one command share a slot, as a cluster demands; where
 * it is false they lie anywhere, so that the commands could not be repeated on a cluster.
 */
export function mixedWrite(n: number, keys: number, together: boolean): readonly (readonly Argument[])[] {
  const tag = together ? `{t${choose(64)}}` : ''
  const own = (name: string, below: number): string => `${name}:${tag}${choose(below)}`
  const hundred = 100 * choose(Math.ceil(keys / 100))
  switch (choose(14)) {
    case 0:
      return [['SET', `k:${hundred + choose(80)}`, `new${n}`]]
    case 1:
      return [['HINCRBY', `h:${hundred + 80 + choose(8)}`, 'v', 1]]
    case 2:
      return [['RPUSH', `l:${hundred + 88 + choose(5)}`, `x${n}`]]
    case 3:
      return [['UNLINK', `k:${hundred + choose(80)}`]]
    case 4:
      return [['SET', `n:${n}`, 'v', 'PX', 200 + choose(60_000)]]
    case 5:
      return [['MSET', own('m', 999), n, own('m', 999), n]]
    case 6:
      return [['SUNIONSTORE', own('u', 99), own('set', 99), own('set', 99)]]
    case 7:
      return [['ZINCRBY', `z:${hundred + 97 + choose(3)}`, 1, 'm']]
    case 8:
      return [['PEXPIRE', `k:${hundred + choose(80)}`, 30_000 + choose(1_000_000)]]
    case 9:
      return [['EVAL', script, 2, own('c', 99), own('a', 99)]]
    case 10:
      return [['RENAME', own('m', 999), own('m', 999)]]
    case 11:
      return [['MULTI'], ['SADD', own('set', 99), n], ['DEL', own('m', 999)], ['EXEC']]
    case 12:
      return [['XADD', own('x', 20), 'MAXLEN', 50, '*', 'n', n]]
    default:
      return [['GETEX', `k:${hundred + choose(80)}`, 'PERSIST']]
  }
}
