import { defineConfig } from 'vitest/config'

const PURE = 'test/{protocol,sim,terminal,host,scenarios,mutants}/**/*.test.ts'
const SLOW = 'test/**/*.slow.test.ts'

/** Quick tests by default; the mode `all`, which `npm run test:all` sets, adds the slow ones. */
export default defineConfig(({ mode }) => {
  const everything = mode === 'all'
  const left = everything ? [] : [SLOW]
  return {
    test: {
      allowOnly: false,
      // Of two cores one would be left idle.
      maxWorkers: '100%',
      testTimeout: everything ? 120_000 : 20_000,
      projects: [
        // Nothing in a pure folder can touch a global, so its tests may share one worker's modules.
        { extends: true, test: { name: 'pure', include: [PURE], exclude: left, isolate: false } },
        { extends: true, test: { name: 'other', include: ['test/**/*.test.ts'], exclude: [PURE, ...left] } },
      ],
    },
  }
})
