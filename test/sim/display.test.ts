import { expect, it } from 'vitest'
import type { Prompt } from '../../sim/index.ts'
import { SimulatedDisplay } from '../../sim/index.ts'
import { smallWorld } from './small-world.ts'

const promptOf = (name: string): Prompt => ({
  name,
  values: { stan: '000007' },
  asks: 'nothing',
  choices: [],
  tone: 'none',
})

const newDisplay = () => {
  const small = smallWorld()
  const display = new SimulatedDisplay(small.world, small.node)
  const seen: string[] = []
  display.onShow(({ name }) => seen.push(name))
  const show = (...names: string[]) => {
    small.node.enter(() => {
      for (const name of names) display.show(promptOf(name))
    })()
  }
  return { ...small, display, seen, show }
}

it('shows a prompt at once, and eyes see it through the queue', () => {
  const { display, seen, show, run, events } = newDisplay()
  show('idle')
  expect(display.current).toEqual(promptOf('idle'))
  expect(seen).toEqual([])
  run()
  expect(seen).toEqual(['idle'])
  expect(events.map(({ lane, kind, data }) => [lane, kind, data])).toEqual([['screen', 'shown', promptOf('idle')]])
})

it('records a prompt that is replaced within the instant, but nobody sees it', () => {
  const { seen, show, run, told } = newDisplay()
  show('booting', 'signingOn')
  run()
  show('idle')
  run()
  expect(seen).toEqual(['signingOn', 'idle'])
  expect(told()).toHaveLength(3)
})

it('goes dark with the terminal, before anybody looked', () => {
  const { display, node, seen, show, run } = newDisplay()
  show('approved')
  node.lose()
  expect(display.current).toBeUndefined()
  expect(display.state()).toBe('screen dark')
  run()
  expect(seen).toEqual([])
  show('booting')
  run()
  expect(seen).toEqual(['booting'])
})

it('runs the watcher outside of the terminal', () => {
  const { node, show, run, seen, display } = newDisplay()
  display.onShow(() => node.lose())
  display.onShow(() => seen.push('still watching'))
  show('idle')
  run()
  expect(seen).toEqual(['idle', 'still watching'])
})

it('says what stands on it', () => {
  const { display, show } = newDisplay()
  show('idle')
  const idle = display.state()
  show('approved')
  expect(display.state()).not.toBe(idle)
})
