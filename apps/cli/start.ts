import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sqliteStore } from '../../drivers/index.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { makeFolder } from './folder.ts'
import { drawLadder } from './ladder.ts'
import { openPlayer } from './player.ts'
import { drawReport } from './report.ts'
import { scenarioNamed } from './sources.ts'
import { wordFor } from './trace-words.ts'

/** Where the books of the main job are kept, below the current folder. */
const FOLDER = join('out', 'start')

/**
 * The main job: one scenario over real TCP with the ledger in a SQLite file. The money that is shown was read back from
 * the file after the host had closed it.
 */
export async function startCommand(name: string, { lang }: { readonly lang: Lang }, edges: Edges): Promise<ExitCode> {
  const { scenario, ...source } = scenarioNamed(name)
  const file = join(FOLDER, `${scenario.id}.sqlite`)
  rmSync(FOLDER, { recursive: true, force: true })
  makeFolder(FOLDER)
  const player = await openPlayer('tcp')
  const zh = lang === 'zh'
  try {
    const store = sqliteStore(file)
    const played = await player.play(scenario, {
      ...source,
      command: edges.command,
      store: () => store,
    })
    const { result, trace, socketBytes } = played
    store.close()
    const reopened = sqliteStore(file)
    const books = reopened.books()
    reopened.close()
    const { host, relay } = player.ports ?? { host: 0, relay: 0 }
    const hops = Object.entries(socketBytes).map(
      ([hop, count]) =>
        `${hop
          .split('>')
          .map((side) => wordFor(side, lang))
          .join(' → ')} ${count}`,
    )
    edges.out(`${drawLadder(scenario, trace, lang, edges).join('\n')}\n\n`)
    edges.out(
      zh
        ? `真实 TCP：主机端口 ${host}，线路（中继）端口 ${relay}；字节数 ${hops.join('，')}\n账本文件 ${file}，主机关闭后重新读出\n\n`
        : `Real TCP: host on port ${host}, line (relay) on port ${relay}; bytes ${hops.join(', ')}\nLedger file ${file}, read back after the host had closed it\n\n`,
    )
    edges.out(`${drawReport(scenario, { ...played, books }, lang, edges).join('\n')}\n`)
    return result.verdict === 'held' ? 0 : 1
  } finally {
    await player.close()
  }
}
