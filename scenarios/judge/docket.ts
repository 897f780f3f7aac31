import type { Spec } from '../../protocol/index.ts'
import { specs } from '../../protocol/index.ts'
import type { Matter } from './matter.ts'
import { newMatter } from './matter.ts'
import type { Slip } from './slip.ts'
import type { Keyring, WireFrame } from './wire-frame.ts'

/** All that the judge has noted so far: one matter a key, and what belongs to no key. */
export interface Docket {
  readonly spec: Spec
  readonly ring: Keyring
  /** The sign-on that waits for its answer, or waited last: its trace number and the layout of keys that it asked for. */
  signOn: { readonly stan: string; readonly network: string; readonly sender: string }
  /** By `batch/stan`, in the order of their first mention. */
  readonly matters: Map<string, Matter>
  /** What the terminal last meant by this stan: answers name no batch. */
  readonly byStan: Map<string, Matter>
  /** What the host calls a key (`period/stan`) where that is not `batch/stan`. */
  readonly hostKeys: Map<string, string>
  /** Stan of a re-query and the matter that it asks about. */
  readonly queries: Map<string, { readonly matter: Matter; readonly frame: WireFrame }>
  /** Undos that are owed, oldest first. */
  readonly debts: Matter[]
  /** The matter that the terminal took up last. */
  current: Matter | undefined
  /** Net of all postings for each account. */
  readonly accounts: Map<string, number>
  /**
   * Which account each card was first booked on, by PAN. Never told, and not part of the memory: it follows from the
   * requests that arrived and the accounts of their matters, which are.
   */
  readonly cards: Map<string, string>
  readonly slips: Slip[]
  readonly scene: Scene
}

/** Where the terminal and its people stand. */
interface Scene {
  /** Name and matter of what is on the screen; '' before the first prompt and while the terminal is dark. */
  prompt: string
  promptAsks: string
  promptMatter: Matter | undefined
  promptAtMs: number
  terminalOn: boolean
  /** Frames that left the terminal since the last act of a person or return of power. */
  messagesSinceAct: number
  paperOut: boolean
  /** Somebody asked for a copy, or the slip broke off. */
  copyDue: boolean
  supervisorClears: boolean
  /** The clerk set out for the probe sale. */
  probeWanted: boolean
  /** A named block stood in the way of the probe sale. */
  probeBlocked: boolean
  /** A torn, rotten or erased place is on the flash since the terminal started last. */
  flashDamaged: boolean
  /** A damaged record that may be an intent or an undo was read at the last start: nothing but a block may follow. */
  mustBlock: 'no' | 'blocked' | 'outOfService'
  banksLost: boolean
}

export function newDocket(spec: 'unionpay' | 'iso87'): Docket {
  return {
    spec: specs[spec],
    ring: { terminal: [], host: [] },
    signOn: { stan: '', network: '', sender: '' },
    matters: new Map(),
    byStan: new Map(),
    hostKeys: new Map(),
    queries: new Map(),
    debts: [],
    current: undefined,
    accounts: new Map(),
    cards: new Map(),
    slips: [],
    scene: {
      prompt: '',
      promptAsks: 'nothing',
      promptMatter: undefined,
      promptAtMs: 0,
      terminalOn: true,
      messagesSinceAct: 0,
      paperOut: false,
      copyDue: false,
      supervisorClears: false,
      probeWanted: false,
      probeBlocked: false,
      flashDamaged: false,
      mustBlock: 'no',
      banksLost: false,
    },
  }
}

/** The matter of a key, opened when it is mentioned for the first time; whoever asks may change it. */
export function matterOf(docket: Docket, key: string): Matter {
  let matter = docket.matters.get(key)
  if (matter === undefined) {
    matter = newMatter(key)
    docket.matters.set(key, matter)
  }
  matter.text = undefined
  return matter
}

/** The terminal speaks of this matter: from here on its stan alone means this one. Nobody else decides that. */
export function nameByStan(docket: Docket, matter: Matter): void {
  docket.byStan.set(matter.key.slice(-STAN_DIGITS), matter)
}

/** The matter of something that names a stan and perhaps no batch. */
export function findMatter(docket: Docket, batch: string, stan: string): Matter | undefined {
  if (stan === '') return undefined
  const matter = batch === '' ? docket.byStan.get(stan) : docket.matters.get(`${batch}/${stan}`)
  if (matter !== undefined) matter.text = undefined
  return matter
}

/** What the terminal calls `batch/stan`, given the host's `merchant/terminal/period/stan`. */
export function keyOfHost(docket: Docket, keyText: string): string {
  const hostKey = keyText.slice(keyText.lastIndexOf('/', keyText.length - STAN_DIGITS - 2) + 1)
  return docket.hostKeys.get(hostKey) ?? hostKey
}

const STAN_DIGITS = 6
