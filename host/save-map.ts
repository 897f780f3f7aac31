/** Remembers a map; the answer puts it back in place, as often as wanted. */
export function saveMap<K, V>(map: Map<K, V>): () => void {
  const entries = [...map]
  return () => {
    map.clear()
    for (const [key, value] of entries) map.set(key, value)
  }
}
