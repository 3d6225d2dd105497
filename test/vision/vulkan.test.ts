import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasVulkanDriver } from '../../main/vision/vulkan.ts'
import { scratchFolder } from '../helpers/app.ts'

/** A system whose configured folders are all within one, so that this machine's own drivers do not count. */
function system() {
  const folder = scratchFolder()
  const environment = {
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CONFIG_DIRS: join(folder, 'xdg'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_DATA_DIRS: `${join(folder, 'local')}:${join(folder, 'share')}`,
  }
  return { folder, environment }
}

test.each(['config', 'xdg', 'data', 'local', 'share'])('a driver in %s is seen, an empty folder is none', (place) => {
  const { folder, environment } = system()
  const drivers = join(folder, place, 'vulkan/icd.d')
  mkdirSync(drivers, { recursive: true })
  const before = hasVulkanDriver(environment, folder)
  writeFileSync(join(drivers, 'lvp_icd.x86_64.json'), '{}')
  expect([before, hasVulkanDriver(environment, folder)]).toEqual([hasVulkanDriver(system().environment, folder), true])
})

test.each(['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'VK_ADD_DRIVER_FILES'])('%s names one', (name) => {
  const { folder, environment } = system()
  expect(hasVulkanDriver({ ...environment, [name]: '/opt/icd.json' }, folder)).toBe(true)
})
