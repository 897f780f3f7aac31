import { memoryStore } from '../../host/index.ts'
import { conformance } from './store.conformance.ts'

conformance('memory', memoryStore, () => {})
