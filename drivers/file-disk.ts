import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { platform } from 'node:os'
import { dirname } from 'node:path'

/** Bytes at places, certain only after `sync`. */
export interface Disk {
  /** Bytes there are at present. */
  size(): number
  /** At most `length` bytes from `at`; fewer where the disk ends. */
  read(at: number, length: number): Uint8Array
  write(at: number, bytes: Uint8Array): void
  sync(): void
  close(): void
}

/** A file as a disk. A file that does not exist is made with this content, all of it or none. */
export function fileDisk(path: string, content: () => Uint8Array): Disk {
  if (!existsSync(path)) create(path, content())
  const file = openSync(path, 'r+')
  return {
    size: () => fstatSync(file).size,
    read: (at, length) => {
      const bytes = new Uint8Array(length)
      let filled = 0
      while (filled < length) {
        const count = readSync(file, bytes, filled, length - filled, at + filled)
        if (count === 0) break
        filled += count
      }
      return bytes.slice(0, filled)
    },
    write: (at, bytes) => writeAll(file, bytes, at),
    sync: () => fsyncSync(file),
    close: () => closeSync(file),
  }
}

/** Written and synced under another name first: a power cut must not leave half a file under this one. */
function create(path: string, content: Uint8Array): void {
  const draft = `${path}.new`
  const file = openSync(draft, 'w')
  writeAll(file, content, 0)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, path)
  syncFolder(dirname(path))
}

/** Makes the new name certain; systems that cannot sync a folder do so by themselves. */
function syncFolder(path: string): void {
  if (platform() === 'win32') return
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function writeAll(file: number, bytes: Uint8Array, at: number): void {
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, at + written)
}
