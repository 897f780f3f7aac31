import { decode } from '../protocol/index.ts'
import { Call } from './call.ts'
import { decide } from './decide.ts'
import type { Decide } from './decision.ts'
import { Desk } from './desk.ts'
import type { Connection, ConnectionEars, Host, HostDoor } from './door.ts'
import { hostState } from './host-state.ts'
import type { HostConfig } from './profile.ts'
import { assertConfig, specOf } from './profile.ts'
import { keyNamed, readRequest } from './request.ts'
import type { Store } from './store.ts'
import type { Caller } from './work.ts'

/**
 * One process of the host over a store: call it again after a crash. Bytes from outside are data: what is no frame ends
 * its connection, what is no message is noted and left alone (the sender's timer settles it), what lacks a field is
 * answered 30. `decideWith` lets a defective host take the judge's seat.
 */
export function serve(store: Store, door: HostDoor, config: HostConfig, decideWith: Decide = decide): Host {
  assertConfig(config)
  const desk = new Desk(store, door, config, decideWith)
  const spec = specOf(config.profile)

  const hear = (body: Uint8Array, caller: Caller): void => {
    const decoded = decode(spec, body)
    if (!decoded.ok) {
      const { code, field } = decoded.error
      door.note('host', 'refused', { code, field: String(field) })
      return
    }
    const { message } = decoded
    const read = readRequest(spec, message, config)
    if (read === undefined) {
      door.note('host', 'refused', { code: 'NOT_A_REQUEST', mti: message.mti })
      return
    }
    if (!read.ok) {
      door.note('host', 'refused', { code: read.code, mti: message.mti, field: String(read.field) })
      if (read.answerable) desk.refuse(message, '30', caller)
      return
    }
    const { request } = read
    door.note('host', 'request.received', { mti: message.mti, ...keyNamed(request), stan: request.stan })
    desk.take(request, body, caller)
  }

  const calls = new Set<Call>()
  const ears = { note: door.note, hear, ended: (call: Call) => void calls.delete(call) }
  const accept = (connection: Connection): ConnectionEars => {
    const call = new Call(connection, spec, ears)
    calls.add(call)
    return call
  }

  const save = () => {
    const open = [...calls]
    const parts = [desk.save(), ...open.map((call) => call.save())]
    return () => {
      calls.clear()
      for (const call of open) calls.add(call)
      for (const restore of parts) restore()
    }
  }

  return { accept, state: () => hostState(store.books(), desk.state(), door.clock.now(), config), save }
}
