import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, dialog, session } from 'electron'
import { AppError } from '../../contract/errors.ts'
import type { Printed } from './messages.ts'

/** Names of the pages that the engine writes; nothing else is printed. */
const printable =
  /^rollcall-(?:days-\d{4}-\d\d-\d\d|(?:notice|retention|assessment)-[a-z]{2})-\d{4}-\d\d-\d\d(?: \(\d+\))?\.html$/

/**
 * Makes a PDF of a page that the engine has written and saves it where the user chooses; the page is removed then.
 * @param window over which the question stands
 * @param exportsFolder where the engine writes
 * @param fileName of the page in that folder
 * @throws AppError `not-printable` for any other file, `file-not-found`, `file-unreadable` when the PDF can't be
 * written
 */
export async function savePdf(window: BrowserWindow, exportsFolder: string, fileName: unknown): Promise<Printed> {
  if (typeof fileName !== 'string' || !printable.test(fileName)) {
    throw new AppError('not-printable', 'Only a page that was written for printing becomes a PDF.')
  }
  const page = join(exportsFolder, fileName)
  if (!existsSync(page)) throw new AppError('file-not-found', 'This export is no longer there. Export it again.')
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), fileName.replace(/\.html$/, '.pdf')),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || filePath === '') return { kind: 'cancelled' }
  const bytes = await pdfOf(page)
  const partial = `${filePath}.part`
  try {
    await writeFile(partial, bytes, { mode: 0o600 })
    await rename(partial, filePath)
  } catch (cause) {
    await rm(partial, { force: true })
    throw new AppError('file-unreadable', `${filePath} cannot be written. Choose another folder.`, {
      details: { file: filePath },
      cause,
    })
  }
  await rm(page, { force: true })
  return { kind: 'saved', fileName: basename(filePath) }
}

/** Lays the page out in a window that nobody sees, runs no script and reaches nothing but this file. */
async function pdfOf(page: string): Promise<Uint8Array> {
  const address = pathToFileURL(page).href
  const own = session.fromPartition('pdf')
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }))
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  const hidden = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, javascript: false, images: false },
  })
  try {
    hidden.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    await hidden.loadURL(address)
    return await hidden.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true })
  } finally {
    hidden.destroy()
  }
}
