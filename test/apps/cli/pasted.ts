/** The arguments of the replay line in an output, as a shell would split them. Fails when there is no such line. */
export function commandIn(out: string): readonly string[] {
  const line = /^\S*(?:Replay|重放)\S* +(.+)$/m.exec(out)?.[1]
  if (line === undefined) throw new Error(`no replay line in:\n${out}`)
  return argumentsOf(line)
}

/** What follows the name of the program. */
function argumentsOf(line: string): readonly string[] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
  const at = words.indexOf('droporder')
  if (at < 0) throw new Error(`no command: ${line}`)
  const given = words.slice(at + 1)
  return given[0] === '--' ? given.slice(1) : given
}
