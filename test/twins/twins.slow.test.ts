import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../index.ts'
import { catalogue } from '../../index.ts'
import { at } from '../docs/page.ts'
import { smallSearch } from './small-search.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** The catalogue played by a process of its own. */
function played(): Record<string, string> {
  const args = [at(join('apps', 'cli', 'main.ts')), 'run', '--format', 'json']
  const results = JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as RunResult[]
  return Object.fromEntries(results.map(({ id, traceHash }) => [id, traceHash]))
}

/** The catalogue played by a page, and what a search finds there. */
async function playedInPage(executablePath: string): Promise<{ hashes?: unknown; found?: unknown }> {
  const outDir = at(join('out', 'twins', String(process.pid)))
  const lib = { entry: at(join('test', 'twins', 'browser.ts')), formats: ['es' as const], fileName: 'twins' }
  await build({ configFile: false, logLevel: 'error', build: { lib, outDir, minify: false, emptyOutDir: true } })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ type: 'module', content: readFileSync(join(outDir, 'twins.js'), 'utf8') })
    const twins = await page.waitForFunction(() => (globalThis as { twins?: unknown }).twins, undefined, {
      timeout: 120_000,
    })
    return (await twins.jsonValue()) as { hashes?: unknown; found?: unknown }
  } finally {
    await browser.close()
  }
}

describe('every scenario has twins', () => {
  const first = played()

  it('in another process, to the last event', () => {
    expect(Object.keys(first)).toHaveLength(Object.keys(catalogue).length)
    expect(played()).toEqual(first)
  }, 120_000)

  it.skipIf(CHROMIUM === undefined)(
    'in a browser, to the last event, and so has a search',
    async () => {
      const { hashes, found } = await playedInPage(CHROMIUM ?? '')
      expect(hashes).toEqual(first)
      expect(found).toEqual(smallSearch())
    },
    240_000,
  )
})
