// Put into an Electron that came without an app: starts the app whose folder is the first argument that is no switch.
// Electron becomes ready when this has been loaded, so that the app can still prepare. `-r FILE` before all others
// loads a module first, as Electron's own default app does.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

if (process.argv[1] === '-r') createRequire(import.meta.url)(resolve(process.argv[2]))

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const { main, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(name)
app.setVersion(version)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, main)).href)
