import type { Bilingual } from '../../protocol/index.ts'
import { promptTitle } from '../../terminal/index.ts'
import type { Matter } from './matter.ts'

/** What is wrong with one purchase, its key first. */
export function about({ key }: Matter, en: string, zh: string): Bilingual {
  return { en: `${key}: ${en}`, zh: `${key}：${zh}` }
}

/** How a sale ended, or what a slip says of it, in Chinese. */
export function wordZh(name: string): string {
  return words[name] ?? name
}

/** A screen of the terminal in Chinese; that of another firmware keeps its name. */
export function screenName(prompt: string): string {
  return promptTitle(prompt, 'zh') || wordZh(prompt)
}

const words: Readonly<Record<string, string>> = {
  approved: '已批准',
  declined: '已拒绝',
  reversed: '已冲正',
  cancelled: '已取消',
  cleared: '已清除',
  void: '已撤销',
  outOfService: '终端停用',
}
