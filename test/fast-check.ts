// The one file that names fast-check: a new major version changes here, not in fifty tests.
export * from 'fast-check'
