/**
 * Puts back what `save` remembered, in the same objects: whoever holds one of them finds it as it was. May be called as
 * often as wanted, between two events of the queue, until something is put back that was saved before it.
 */
export type Restore = () => void

/** All of these in their order; undefined when one of them cannot be put back. */
export function allOf(restores: readonly Restore[]): Restore
export function allOf(restores: readonly (Restore | undefined)[]): Restore | undefined
export function allOf(restores: readonly (Restore | undefined)[]): Restore | undefined {
  if (restores.includes(undefined)) return undefined
  const all = restores as readonly Restore[]
  return () => {
    for (const restore of all) restore()
  }
}

/** Puts a map back in place. */
export function saveMap<K, V>(map: Map<K, V>): Restore {
  const entries = [...map]
  return () => {
    map.clear()
    for (const [key, value] of entries) map.set(key, value)
  }
}

/** Puts a list back in place that is only ever added to. */
export function saveGrowing(list: unknown[]): Restore {
  const { length } = list
  return () => {
    list.length = length
  }
}

/** Puts the fields of an object back in place; what they hold is not looked into. */
export function saveFields(one: object): Restore {
  const fields = { ...one }
  return () => void Object.assign(one, fields)
}

/**
 * Puts plain data back in place: objects, lists, maps and sets, and whatever of that hangs on them. Instances of classes,
 * bytes and what is `fixed` are taken for values that nobody changes.
 */
export function saveData(root: object, fixed: readonly object[] = []): Restore {
  const restores: Restore[] = []
  const seen = new Set<unknown>(fixed)
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (Array.isArray(value)) {
      restores.push(saveList(value))
      for (const one of value) visit(one)
    } else if (value instanceof Map) {
      restores.push(saveMap(value))
      for (const one of value.values()) visit(one)
    } else if (value instanceof Set) restores.push(saveSet(value))
    else if (Object.getPrototypeOf(value) === Object.prototype) {
      restores.push(saveFields(value))
      for (const name in value) visit((value as Readonly<Record<string, unknown>>)[name])
    }
  }
  visit(root)
  return allOf(restores)
}

function saveList(list: unknown[]): Restore {
  const items = list.slice()
  return () => {
    list.length = items.length
    for (let at = 0; at < items.length; at++) list[at] = items[at]
  }
}

function saveSet(set: Set<unknown>): Restore {
  const items = [...set]
  return () => {
    set.clear()
    for (const one of items) set.add(one)
  }
}
