import type { NotServed } from '../served.ts'

const startsWork = 'starts work, which is done by `POST /v1/tasks` today'

/** What of DCS v2 is not answered. */
export const dcsNotServed: readonly NotServed[] = [
  {
    id: 'ResizeInstance',
    method: 'POST',
    path: '/v2/{project_id}/instances/{instance_id}/resize',
    why: startsWork,
  },
]
