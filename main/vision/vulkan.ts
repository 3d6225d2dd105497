import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells whether this system has a Vulkan driver, which WebGPU runs on under Linux; asked for a device where there is
 * none, it complains on the terminal. Looks where the loader looks (Khronos, LoaderDriverInterface.md, "Linux Driver
 * Discovery").
 */
export function hasVulkanDriver(environment: Readonly<Record<string, string | undefined>>, home: string): boolean {
  const named = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'VK_ADD_DRIVER_FILES']
  if (named.some((name) => environment[name])) return true
  const folders = [
    environment.XDG_CONFIG_HOME || join(home, '.config'),
    ...(environment.XDG_CONFIG_DIRS || '/etc/xdg').split(':'),
    '/etc',
    environment.XDG_DATA_HOME || join(home, '.local/share'),
    ...(environment.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':'),
  ]
  return folders.some((folder) => hasManifest(join(folder, 'vulkan/icd.d')))
}

function hasManifest(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.json'))
  } catch {
    return false
  }
}
