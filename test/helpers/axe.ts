import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { settled } from './settled.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe-core objects to on the page as it is, contrast included. */
export async function violations(page: Page): Promise<string[]> {
  // What is still appearing is half transparent, and would be measured so.
  await settled(page)
  await page.evaluate(axe)
  const { passes, violations: found } = (await page.evaluate('axe.run()')) as {
    readonly passes: readonly unknown[]
    readonly violations: readonly Violation[]
  }
  expect(passes.length).toBeGreaterThan(10)
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}
