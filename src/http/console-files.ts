import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Nothing but files and answers of this very server, no inline code, in nobody's frame. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
}

/**
 * Serves the console under `/console/`, packed where the browser takes it. What is no file there is a place within the page,
 * which the page itself finds; `/` leads there. A clone in which it was not built says so.
 */
export function serveConsole(server: FastifyInstance, folder: string): void {
  const isBuilt = existsSync(join(folder, 'index.html'))
  const assets = join(folder, 'assets', sep)
  const page = async (reply: FastifyReply): Promise<FastifyReply> =>
    isBuilt
      ? reply.sendFile('index.html', folder)
      : reply.code(503).type('text/plain').send('The console is not built: npm run build:console\n')
  void server.register(async scope => {
    scope.addHook('onRequest', async (_, reply) => void reply.headers(headers))
    if (isBuilt)
      await scope.register(fastifyStatic, {
        root: folder,
        prefix: '/console/',
        // A route for each file: what is none of them is a place within the page.
        wildcard: false,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (response, path) => {
          // The name of such a file changes with what is in it.
          if (path.startsWith(assets)) response.header('Cache-Control', 'public, max-age=31536000, immutable')
        },
      })
    for (const place of ['/', '/console']) scope.get(place, (_, reply) => reply.redirect('/console/'))
    // One of an earlier version is no place within the page.
    scope.get('/console/assets/*', (_, reply) => reply.code(404).type('text/plain').send('Gone\n'))
    scope.get('/console/*', (_, reply) => page(reply))
  })
}
