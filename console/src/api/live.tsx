import { useDocumentVisibility } from '@mantine/hooks'
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'
import { CallError } from './call.ts'
import type { StreamState } from './event-stream.ts'
import type { LiveEvent } from './native.generated.ts'
import { followShared } from './shared-stream.ts'

/** Told of what has happened since it was told last; of nothing when the stream opens, or is refused: look again at what was read before. */
type Listener = (events: readonly LiveEvent[]) => void

/** How what is shown is followed: `paused` when a person wants to read in peace; or the server's refusal. */
type LiveState = StreamState | 'paused' | 'starting' | CallError

/** What is followed, and whether. */
interface Live {
  readonly state: LiveState
  readonly setPaused: (paused: boolean) => void
  readonly subscribe: (listener: Listener) => () => void
}

/** So many times a second what has happened is shown: more than an eye can follow costs only attention. */
const everyMs = 100
/** Who may not follow what happens sees what may be read: it is looked for so often. */
const refusedEveryMs = 5000

const LiveContext = createContext<Live | null>(null)

/** Follows the events of the project, once for all that is shown. */
export function LiveProvider({
  children,
  signedOut,
}: {
  readonly children: ReactNode
  readonly signedOut: () => void
}): ReactNode {
  const { language } = useLanguage()
  const [state, setState] = useState<LiveState>('starting')
  const [paused, setPaused] = useState(false)
  // A browser has six connections for a server: windows that nobody sees must not take them from one that is seen.
  const isHidden = useDocumentVisibility() === 'hidden'
  const listeners = useRef(new Set<Listener>())
  /** Kept over pauses and changes of the language: a stream of its own goes on behind it; a shared one has all read again. */
  const lastId = useRef<number | null>(null)

  useEffect(() => {
    if (paused || isHidden) return undefined
    let batch: LiveEvent[] = []
    let timer: ReturnType<typeof setTimeout> | null = null
    const tell = (): void => {
      const events = batch
      batch = []
      timer = null
      for (const listener of listeners.current) listener(events)
    }
    const stream = followShared({
      language,
      afterId: lastId.current,
      received(event) {
        lastId.current = event.id
        batch.push(event)
        timer ??= setTimeout(tell, everyMs)
      },
      changed(next) {
        setState(next)
        if (next === 'live') tell()
      },
      refused: refusal => setState(new CallError(refusal, language)),
      signedOut,
    })
    return () => {
      stream.close()
      setState('starting')
      if (timer !== null) clearTimeout(timer)
      if (batch.length > 0) tell()
    }
  }, [language, paused, isHidden, signedOut])

  const isRefused = state instanceof CallError
  useEffect(() => {
    if (!isRefused || paused || isHidden) return undefined
    const timer = setInterval(() => {
      for (const listener of listeners.current) listener([])
    }, refusedEveryMs)
    return () => clearInterval(timer)
  }, [isRefused, paused, isHidden])

  const live = useMemo<Live>(
    () => ({
      state: paused ? 'paused' : state,
      setPaused,
      subscribe(listener) {
        listeners.current.add(listener)
        return () => listeners.current.delete(listener)
      },
    }),
    [paused, state],
  )
  return <LiveContext value={live}>{children}</LiveContext>
}

/** Whether events come, and how to be told of them. */
export function useLive(): Live {
  const live = use(LiveContext)
  if (live === null) throw new Error('there is no LiveProvider')
  return live
}

/** Tells a listener of what happens, for as long as its component is shown. */
export function useLiveEvents(listener: Listener): void {
  const { subscribe } = useLive()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => subscribe(events => latest.current(events)), [subscribe])
}
