import type { Child, Task } from '../../scenarios/index.ts'
import type { ExtendErrand } from './crew.ts'
import { extendTask } from './crew.ts'

export { hunt } from './hunt.ts'

/** The thread's side of a crew: plays what it is handed. */
export function extend(handed: {
  readonly errand: ExtendErrand
  readonly task: Task
  readonly known: SharedArrayBuffer
}): readonly Child[] {
  return extendTask(handed.errand, handed.task, handed.known)
}
