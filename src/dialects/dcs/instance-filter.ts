import { Type } from 'typebox'
import type { InstanceRecord } from '../instance-exchanges.ts'
import type { Shown } from '../shown.ts'
import { instanceStatus } from './instance-record.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

/** What instances are filtered by. Empty is as good as left out. */
export const filterQuery = {
  instance_id: text('The one with this id.'),
  name: text('Those whose name has this in it, or is this (name_equal).'),
  name_equal: text('true: the name is to be the very same; anything else: a part of it.'),
  status: text('Those in this state.'),
  tags: text('Those with all of these tags: key=value,key=value.'),
  ip: text('Those that have this address.'),
  include_failure: text('Changes nothing: no instance is there whose creation has failed.'),
  include_delete: text('Changes nothing: an instance that is removed is gone.'),
}
const filterSchema = Type.Object(filterQuery)

/** A tag as it is asked for: one without a value is asked for by its key. */
function hasTag(tags: { readonly [key: string]: string }, asked: string): boolean {
  const equals = asked.indexOf('=')
  const key = equals < 0 ? asked : asked.slice(0, equals)
  if (!Object.hasOwn(tags, key)) return false
  return equals < 0 || tags[key] === asked.slice(equals + 1)
}

/** Whether an instance is one of those asked for. */
export function matchOf(query: Shown<typeof filterSchema>): (record: InstanceRecord) => boolean {
  const { instance_id: id = '', name = '', name_equal: exact, status = '', tags = '', ip = '' } = query
  const wanted = tags.split(',').filter(tag => tag !== '')
  return ({ instance, holder }) =>
    (id === '' || instance.id === id) &&
    (exact === 'true' && name !== '' ? instance.name === name : instance.name.includes(name)) &&
    (status === '' || instanceStatus(holder) === status) &&
    wanted.every(tag => hasTag(instance.tags, tag)) &&
    (ip === '' || instance.endpoints.some(({ host }) => host === ip))
}
