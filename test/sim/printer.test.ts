import { describe, expect, it } from 'vitest'
import { SimulatedPrinter } from '../../sim/index.ts'
import { START_MS, smallWorld } from './small-world.ts'

const SLIP = 'SALE\nAMOUNT\nEND\n'
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const newPrinter = (schedule: Readonly<Record<string, string>> = {}, paperLines = 100) => {
  const small = smallWorld(schedule)
  const decodeText = (bytes: Uint8Array) => String.fromCharCode(...bytes)
  const printer = new SimulatedPrinter(small.world, small.node, { paperLines, decodeText })
  const answers: string[] = []
  /** Prints from inside the terminal and lets everything happen short of a reboot. */
  const print = (text: string = SLIP) => {
    small.node.enter(() => printer.print(bytesOf(text), (how) => answers.push(how)))()
    while (small.node.powered && small.world.clock.step());
    return answers.at(-1)
  }
  const status = () => {
    const words: string[] = []
    small.node.enter(() => printer.status((word) => words.push(word)))()
    small.run()
    return words[0]
  }
  const onPaper = () => printer.paper().map(({ job, text }) => `${job} ${text}`)
  return { ...small, printer, print, status, onPaper, answers }
}

describe('a printer', () => {
  it('prints line by line and answers when the last one is on paper', () => {
    const { printer, events, world, print } = newPrinter()
    expect(print('\x1ba\x01\x1b!\x18SALE\n\x1b@END\n\x1dV\x00')).toBe('printed')
    expect(printer.paper()).toEqual([
      { job: 1, text: 'SALE', bold: true, big: true, align: 'centre' },
      { job: 1, text: 'END', bold: false, big: false, align: 'left' },
    ])
    expect(events.map(({ kind, atMs }) => `${kind} ${atMs - START_MS}`)).toEqual([
      'job.started 5',
      'line.printed 45',
      'line.printed 85',
      'paper.cut 125',
      'job.ended 125',
    ])
    expect(events.at(-1)?.data).toEqual({ job: 1, how: 'printed' })
    expect(world.points.map(({ point }) => point)).toEqual(['printer.line', 'printer.line'])
  })

  it('never answers before the call has returned', () => {
    const { printer, node, run, answers } = newPrinter({ 'printer.line#1': 'jam' })
    node.enter(() => {
      printer.print(bytesOf(SLIP), (how) => answers.push(how))
      answers.push('returned')
    })()
    run()
    expect(answers).toEqual(['returned', 'jammed'])
  })

  it('prints jobs one after the other', () => {
    const { printer, node, run, answers, onPaper } = newPrinter()
    node.enter(() => {
      printer.print(bytesOf('A\nB\n'), (how) => answers.push(`first ${how}`))
      printer.print(bytesOf('C\n'), (how) => answers.push(`second ${how}`))
    })()
    run()
    expect(onPaper()).toEqual(['1 A', '1 B', '2 C'])
    expect(answers).toEqual(['first printed', 'second printed'])
  })

  it('takes the next job from inside the answer to the last', () => {
    const { printer, node, run, onPaper } = newPrinter()
    node.enter(() => printer.print(bytesOf('A\n'), () => printer.print(bytesOf('B\n'), () => {})))()
    run()
    expect(onPaper()).toEqual(['1 A', '2 B'])
  })

  it('tells its status in the middle of a job, and passes over what it does not know', () => {
    const { events, print } = newPrinter()
    print('A\n\x10\x04\x01\x1bZB\n')
    expect(events.find(({ kind }) => kind === 'status.told')?.data).toEqual({ job: 1, n: 1, byte: 0x12 })
    expect(events.find(({ kind }) => kind === 'command.ignored')?.data).toEqual({ job: 1, bytes: bytesOf('\x1bZ') })
  })

  it('feeds blank lines without asking what may go wrong', () => {
    const { world, print } = newPrinter()
    print('A\n\n\x1bd\x05')
    expect(world.points).toHaveLength(1)
  })
})

describe('the paper', () => {
  it('ends by itself: big lines and feeds take their share', () => {
    const { print, onPaper, status } = newPrinter({}, 6)
    expect(status()).toBe('nearEnd')
    expect(print('A\n\x1d!\x11B\n\x1bd\x02\x1d!\x00C\nD\n')).toBe('paperOut')
    expect(onPaper()).toEqual(['1 A', '1 B', '1 C'])
    expect(status()).toBe('paperOut')
  })

  it('is loaded by the operator, and then printing goes on with the next job', () => {
    const { printer, print, onPaper, told } = newPrinter({ 'printer.line#2': 'paperOut' })
    expect(print()).toBe('paperOut')
    expect(print()).toBe('paperOut')
    printer.loadPaper()
    expect(print()).toBe('printed')
    expect(onPaper()).toEqual(['1 SALE', '3 SALE', '3 AMOUNT', '3 END'])
    expect(told()).toContain('printer paper.loaded')
  })

  it('stays out when the world heals', () => {
    const { world, print } = newPrinter({ 'printer.line#2': 'paperOut' })
    print()
    world.heal()
    expect(print()).toBe('paperOut')
  })

  it('that nears its end is announced while printing goes on', () => {
    const { print, status } = newPrinter({ 'printer.line#2': 'nearEnd' })
    expect(status()).toBe('ready')
    expect(print()).toBe('printed')
    expect(status()).toBe('nearEnd')
  })
})

describe('a trouble', () => {
  it.each([
    ['jam', 'jammed'],
    ['coverOpen', 'coverOpen'],
    ['cutter', 'cutterFailed'],
  ])('that needs a hand leaves the slip partial and stays until it is repaired: %s', (fault, word) => {
    const { printer, world, print, status, onPaper, run, node } = newPrinter({ 'printer.line#2': fault })
    expect(print()).toBe(word)
    node.lose()
    run()
    expect(status()).toBe(word)
    expect(print()).toBe(word)
    expect(onPaper()).toEqual(['1 SALE'])
    expect(world.points.filter(({ point }) => point === 'printer.line')).toHaveLength(2)
    printer.repair()
    expect(print()).toBe('printed')
    expect(status()).toBe('ready')
  })

  it.each([
    ['overheat', 'overheated', 20_000],
    ['lowVoltage', 'lowVoltage', 10_000],
    ['offline', 'offline', 15_000],
    ['overheat(700)', 'overheated', 700],
  ])('that passes by itself passes after its time: %s', (fault, word, ms) => {
    const { printer, world, print, status, run } = newPrinter({ 'printer.line#1': fault })
    expect(print()).toBe(word)
    printer.repair()
    expect(status()).toBe(word)
    world.clock.setTimeout(() => {}, ms)
    run()
    expect(status()).toBe('ready')
    expect(print()).toBe('printed')
  })

  it('shows in the status when it happens there', () => {
    const { status, print, printer } = newPrinter({ 'printer.status#1': 'coverOpen' })
    expect(status()).toBe('coverOpen')
    expect(printer.statusByte(2)).toBe(0x16)
    expect(print()).toBe('coverOpen')
  })

  it('ends when the world heals', () => {
    const { world, print } = newPrinter({ 'printer.line#1': 'jam' })
    print()
    world.heal()
    expect(print()).toBe('printed')
  })
})

describe('a lost buffer', () => {
  it('ends the job after a silence, in doubt, and the printer comes back', () => {
    const { world, print, status, onPaper } = newPrinter({ 'printer.line#2': 'bufferLost' })
    expect(print()).toBe('unknown')
    expect(world.clock.now() - START_MS).toBe(2045)
    expect(onPaper()).toEqual(['1 SALE'])
    expect(status()).toBe('offline')
    world.clock.setTimeout(() => {}, 1000)
    world.clock.step()
    expect(print()).toBe('printed')
  })
})

describe('a power cut', () => {
  it('after a line ends the job there, and nobody is answered', () => {
    const { print, onPaper, told, run, answers } = newPrinter({ 'printer.line#2': 'cutAfter' })
    print()
    run()
    expect(onPaper()).toEqual(['1 SALE', '1 AMOUNT'])
    expect(answers).toEqual([])
    expect(told().slice(-3)).toEqual(['power lost', 'printer job.ended', 'power restored'])
  })

  it('from elsewhere stops the printer too, with what waited, half a line and the modes', () => {
    const { printer, node, world, run, onPaper, print } = newPrinter()
    node.enter(() => {
      printer.print(bytesOf('\x1bE\x01A\nB\nhalf'), () => {})
      printer.print(bytesOf('C\n'), () => {})
    })()
    world.clock.step()
    world.clock.step()
    node.lose()
    run()
    print('D\n')
    expect(onPaper()).toEqual(['1 A', '3 D'])
    expect(printer.paper().at(-1)?.bold).toBe(false)
  })
})

describe('the state of a printer', () => {
  it('tells apart what is on paper, what is to come, and what is wrong', () => {
    const { printer, node, world, print } = newPrinter()
    const states = [world.state().join('\n')]
    node.enter(() => printer.print(bytesOf(SLIP), () => {}))()
    states.push(world.state().join('\n'))
    world.clock.step()
    states.push(world.state().join('\n'))
    world.clock.step()
    states.push(world.state().join('\n'))
    print('X\n')
    states.push(world.state().join('\n'))
    expect(new Set(states).size).toBe(5)
  })

  it('counts the rest of a trouble from now', () => {
    const one = newPrinter({ 'printer.line#1': 'offline' })
    one.print()
    const later = newPrinter({ 'printer.line#1': 'offline' })
    later.world.clock.setTimeout(() => {}, 500)
    later.world.clock.step()
    later.print()
    expect(later.printer.state()).toBe(one.printer.state())
  })
})
