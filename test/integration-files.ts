import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What only tests import that start programs, look at pictures with the real models, or measure the memory of a process
 * that must be their own.
 */
const heavy = [
  /^node:child_process$/,
  /\/helpers\/(pictures|postgres|rollcall-command|killed-restores|waiting-import)\.ts$/,
  /\/bench\/(faults|fuzz)\//,
  /\/vision\/(create|models|pipeline|pool|runtime)\.ts$/,
  /\/photo-vision\.ts$/,
  /\/web\/body\.ts$/,
]

/** Whether a test file takes seconds, by what it imports. */
export function isIntegration(source: string): boolean {
  const imports = [...source.matchAll(/^import (?!type )[^'"]*'([^']+)'/gm)].map(([, path]) => path!)
  return imports.some((path) => heavy.some((pattern) => pattern.test(path)))
}

/** Tests that take seconds each, but for those in a browser. @returns paths below `root` */
export function integrationFiles(root: string): string[] {
  return globSync('test/**/*.test.{ts,tsx}', { cwd: root, exclude: ['test/e2e/**'] }).filter((file) =>
    isIntegration(readFileSync(join(root, file), 'utf8')),
  )
}
