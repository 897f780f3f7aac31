import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scenario } from '../../scenarios/index.ts'
import { storyLines } from '../../scenarios/index.ts'
import type { Lang } from './edges.ts'
import { makeFolder } from './folder.ts'
import { drawLadder } from './ladder.ts'
import { drawSlips } from './paper.ts'
import type { Played } from './player.ts'
import { drawReport } from './report.ts'
import { collectSlips } from './slips.ts'

const PLAIN = { colour: false, columns: 100 }

/** Writes a run into `DIR/ID/`: run.json, trace.jsonl, story.txt, ladder.txt, paper.txt. */
export function writeRun(dir: string, scenario: Scenario, played: Played, lang: Lang): void {
  const { result, trace } = played
  const folder = join(dir, result.id)
  makeFolder(folder)
  const write = (name: string, text: string) => writeFileSync(join(folder, name), `${text}\n`)
  const ladder = drawLadder(scenario, trace, lang, PLAIN)
  write('run.json', JSON.stringify(result, null, 2))
  write('trace.jsonl', trace.map((event) => JSON.stringify(event)).join('\n'))
  write('story.txt', storyLines(trace).join('\n'))
  write('ladder.txt', [...ladder, '', ...drawReport(scenario, played, lang, PLAIN)].join('\n'))
  write('paper.txt', drawSlips([...collectSlips(trace).values()]).join('\n'))
}
