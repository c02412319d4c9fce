import { startServer, type TestServer } from './server.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** A server and a terminal of its administrator. */
export interface Stage {
  readonly server: TestServer
  readonly terminal: Terminal
}

/** Starts a server and opens a terminal. */
export async function openStage(): Promise<Stage> {
  const server = await startServer()
  return { server, terminal: openTerminal({ environment: server.environment }) }
}

/** Ends what still runs in the terminal, then the server. */
export function closeStage({ server, terminal }: Stage): Promise<void> {
  terminal.interrupt()
  return server.close()
}
