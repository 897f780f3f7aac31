import { main } from '../../../apps/cli/program.ts'

/** What one command line printed and how it ended. */
export interface Heard {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command line inside this process, as `droporder ARGS` in a pipe would; `interrupt` says when Ctrl-C is pressed. */
export async function droporder(
  args: readonly string[],
  input = '',
  interrupt: (stop: () => void) => void = () => undefined,
): Promise<Heard> {
  let out = ''
  let err = ''
  const code = await main(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    stdin: (async function* () {
      yield await Promise.resolve(new TextEncoder().encode(input))
    })(),
    progressTo: undefined,
    colour: false,
    columns: 100,
    command: 'droporder',
    onInterrupt: interrupt,
  })
  return { code, out, err }
}
