import { npm } from './npm.ts'

interface Bill {
  readonly components: readonly { readonly properties?: readonly { readonly name: string }[] }[]
}

/**
 * Lists what the app is made of, for tools that look for known faults: CycloneDX in JSON, from the lock file alone,
 * with the hash and the licence of each package.
 */
export async function listComponents(root: string): Promise<string> {
  const list = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only']
  const bill = JSON.parse(await npm(...list, '--prefix', root)) as Bill
  // npm's own --omit=dev leaves out react and zod, which development packages ask for as well.
  const components = bill.components.filter(
    ({ properties = [] }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
  )
  return `${JSON.stringify({ ...bill, components }, null, 2)}\n`
}
