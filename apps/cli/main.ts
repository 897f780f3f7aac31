#!/usr/bin/env node
/** The edge of the command line: the only file of the product that touches `process`. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`droporder needs Node 22.18 or newer; this is Node ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  // The next start finds what this one compiled. Older versions have no such thing, so it is looked for here.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { explain, main } = await import('./program.ts')
  // Thrown in a socket or a timer, where no command waits for it: nobody knows in which state things are, so all ends.
  process.on('uncaughtException', (thrown) => process.exit(explain(thrown, (text) => void process.stderr.write(text))))
  // A reader that has seen enough (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    progressTo: process.stderr.isTTY ? process.stderr : undefined,
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    columns: Math.max(60, Math.min(process.stdout.columns ?? 100, 100)),
    // From the sources it is an npm script, from `dist` an installed command.
    command: import.meta.url.endsWith('.ts') ? 'npm run -s droporder --' : 'npx droporder',
    onInterrupt: (stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    },
  })
  // Whoever has left does not wait for the end of what might still be typed; a file ends by itself.
  if ('unref' in process.stdin) process.stdin.unref()
}
