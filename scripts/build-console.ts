/** Builds the console into dist/console, every text file packed beside itself: the server sends what the browser takes. */
import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = fileURLToPath(new URL('../console', import.meta.url))
const outDir = fileURLToPath(new URL('../dist/console', import.meta.url))

await build({
  configFile: false,
  root,
  base: '/console/',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    // A file of its own each: the policy of the page allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kilobytes, not packed: what is loaded first is held to its limit by bench/console.ts.
    chunkSizeWarningLimit: 1000,
  },
})
for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(?:js|css|html|svg)$/.test(entry.name)) continue
  const path = join(entry.parentPath, entry.name)
  const bytes = readFileSync(path)
  writeFileSync(`${path}.br`, brotliCompressSync(bytes))
  writeFileSync(`${path}.gz`, gzipSync(bytes))
}
