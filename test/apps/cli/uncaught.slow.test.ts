import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Shop } from '../../street/shop.ts'
import { CliProcess, testFolder } from './process.ts'

/** Does something to the ledger of a running host, as a stranger to it. */
function meddle(shop: Shop, sql: string): DatabaseSync {
  const database = new DatabaseSync(join(shop.folder, 'ledger.sqlite'))
  database.exec(sql)
  return database
}

/** Somebody else listens until the test ends, as soon as the port is free; the port that it is. */
function thiefOn(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    const listen = () => server.listen(port, '127.0.0.1')
    server.on('error', () => setImmediate(listen))
    server.once('listening', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
    onTestFinished(() => void server.close())
    listen()
  })
}

describe('a process in which something is thrown where no command waits for it', () => {
  // The address leads nowhere: a terminal without a host dials for as long as it is left alone.
  it.each([
    ['host', ['host', '--port', '0']],
    ['terminal', ['terminal', '--connect', '127.0.0.1:9']],
  ])('%s: says that it is our defect and ends with 3', async (_name, args) => {
    const thrower = 'data:text/javascript,setTimeout(() => { throw new Error("planned") }, 2000)'
    const child = new CliProcess(args, testFolder(), ['--import', thrower])
    expect(await child.ended).toBe(3)
    expect(child.err).toMatch(/^This is a defect of droporder[\s\S]*planned/m)
  })

  it('a host whose books cannot be understood in the middle of its work ends with 3 and stays dead', async () => {
    const shop = new Shop(testFolder())
    const host = await shop.host()
    meddle(shop, 'DROP TABLE sessions').close()
    const terminal = shop.terminal('credit-ok=1.00')
    expect(await host.ended).toBe(3)
    expect(host.err).toMatch(/^This is a defect of droporder/)
    terminal.kill()
    await terminal.ended
  })

  it('a host whose ledger is locked in the middle of its work ends with 2 and says why', async () => {
    const shop = new Shop(testFolder())
    const host = await shop.host()
    const locked = meddle(shop, 'BEGIN IMMEDIATE')
    const terminal = shop.terminal('credit-ok=1.00')
    expect(await host.ended).toBe(2)
    expect(host.err).toMatch(/^error LEDGER_BUSY: .*\n {2}hint: /)
    locked.close()
    terminal.kill()
    await terminal.ended
  })
})

it('a terminal whose flash file cannot be written any more ends with 2 and says why', async () => {
  // The file is still made, in one piece; after that the disk is full.
  const fullDisk = `data:text/javascript,import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
    const write = fs.writeSync
    fs.writeSync = (file, bytes, ...rest) => {
      if (bytes.length < 65536) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      return write(file, bytes, ...rest)
    }
    syncBuiltinESMExports()`.replaceAll('\n', ';')
  const shop = new Shop(testFolder())
  const host = await shop.host()
  const [, port = '0'] = /"tcp":(\d+)/.exec(host.out) ?? []
  const args = ['terminal', '--connect', `127.0.0.1:${port}`, '--flash', 'mine.flash', '--sale', 'credit-ok=1.00']
  const child = new CliProcess(args, shop.folder, ['--import', fullDisk])
  expect(await child.ended).toBe(2)
  expect(child.err).toMatch(/^error FLASH_UNFIT: mine\.flash: ENOSPC\n {2}hint: /)
})

it('a command ends well without a keyboard', () => {
  const main = fileURLToPath(new URL('../../../apps/cli/main.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [main, 'list'], { stdio: ['ignore', 'ignore', 'pipe'] })
  expect([status, String(stderr)]).toEqual([0, ''])
})

it('a host that gets one of its two ports ends with 2 instead of living on half', async () => {
  const child = new CliProcess(['host', '--port', '0', '--ws', String(await thiefOn(0))], testFolder())
  expect(await child.ended).toBe(2)
  expect(child.err).toMatch(/^error PORT_TAKEN: /)
})

it('a host whose port is taken while it is down ends with 2', async () => {
  const shop = new Shop(testFolder())
  const host = await shop.host('--faults', 'host.authorize.0800#1=crashBefore(5000)')
  const terminal = shop.terminal('credit-ok=1.00')
  await host.until(/"kind":"crashed"/)
  const [, port = '0'] = /"tcp":(\d+)/.exec(host.out) ?? []
  await thiefOn(Number(port))
  expect(await host.ended).toBe(2)
  expect(host.err).toMatch(/^error PORT_TAKEN: /)
  terminal.kill()
  await terminal.ended
})
