import { Menu } from 'electron'

/**
 * No menu but on macOS, where it stands on the screen and not in the window, and copying and pasting come from it.
 * Electron's own has the developer tools in it.
 */
export function installMenu(): void {
  const menu = process.platform === 'darwin' ? Menu.buildFromTemplate(menuOfMac) : null
  Menu.setApplicationMenu(menu)
}

const menuOfMac: Electron.MenuItemConstructorOptions[] = [
  { role: 'appMenu' },
  { role: 'editMenu' },
  { role: 'windowMenu' },
]
