import type { Node } from './node.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { World } from './world.ts'

/**
 * The terminal's screen and the eyes on it.
 *
 * Fault model. It goes dark with the terminal; a prompt that is replaced within the same instant is recorded but seen by
 * nobody. Never: a prompt out of order, or one that stays when the terminal is off.
 */
export class SimulatedDisplay {
  private readonly world: World
  private readonly node: Node
  private readonly watchers: ((prompt: Prompt) => void)[] = []
  /** Puts a prompt into words for comparing worlds. */
  private readonly describe: (prompt: Prompt) => string
  private shown: Prompt | undefined
  /** Whether somebody is about to look. */
  private looking = false

  constructor(world: World, node: Node, describe: (prompt: Prompt) => string = JSON.stringify) {
    this.world = world
    this.node = node
    this.describe = describe
    node.onLose(() => {
      this.shown = undefined
      this.looking = false
    })
    world.join(this)
  }

  show(prompt: Prompt): void {
    this.shown = prompt
    const { name, values, asks, choices, tone } = prompt
    this.world.record('screen', 'shown', { name, values, asks, choices, tone })
    if (this.looking || !this.node.powered || this.watchers.length === 0) return
    this.looking = true
    // Eyes belong to nobody's node: the watcher's code runs outside of it, but sees nothing when the screen went dark.
    this.world.clock.later(0, 'look at screen', () => this.look(), this.node)
  }

  /** Calls `watcher` with each prompt, through the queue. */
  onShow(watcher: (prompt: Prompt) => void): void {
    this.watchers.push(watcher)
  }

  /** What stands on the screen; undefined while it is dark. */
  get current(): Prompt | undefined {
    return this.shown
  }

  save(): Restore {
    return saveFields(this)
  }

  state(): string {
    return `screen ${this.shown === undefined ? 'dark' : this.describe(this.shown)}`
  }

  private look(): void {
    this.looking = false
    const prompt = this.shown
    if (prompt === undefined) return
    for (const watcher of this.watchers) watcher(prompt)
  }
}

/** A named prompt, its values, and what may be answered (the first choice is the usual one). */
export interface Prompt {
  readonly name: string
  readonly values: Readonly<Record<string, string | number>>
  readonly asks: 'nothing' | 'choice' | 'amount' | 'card' | 'pin'
  readonly choices: readonly string[]
  readonly tone: 'none' | 'success' | 'alarm'
}
