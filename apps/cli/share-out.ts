/**
 * Each hand takes the next piece of work as soon as it is free. Answers what was made, in the order of the work, up to where
 * `mayGoOn` said no.
 */
export async function shareOut<Work, Hand, Made>(
  works: readonly Work[],
  hands: readonly Hand[],
  mayGoOn: () => boolean,
  make: (work: Work, index: number, hand: Hand) => Promise<Made>,
): Promise<readonly Made[]> {
  const made: Made[] = []
  let next = 0
  const keepBusy = async (hand: Hand) => {
    while (next < works.length && mayGoOn()) {
      const index = next
      next += 1
      made[index] = await make(works[index] as Work, index, hand)
    }
  }
  await Promise.all(hands.map(keepBusy))
  return made
}
