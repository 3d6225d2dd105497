import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorBody } from '../contract/errors.ts'
import { createPrivateFile } from './private-files.ts'

/** What the thread that copies is given. */
export interface CopyOrder {
  readonly from: string
  readonly to: string
}

/** What it answers: null when the copy is there and was found whole. */
export type CopyAnswer = ErrorBody | null

/**
 * Writes a compact copy of a database that goes on being used, in a thread of its own. The file has its name only once it
 * is complete, checked and on the disk; until then it is called `NAME.part`, which is removed when something fails and
 * overwritten by the next backup of that name.
 * @throws AppError `backup-failed`
 */
export async function writeBackup(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  try {
    if (existsSync(to)) throw new Error(`${to} exists already`)
    removePart(part)
    createPrivateFile(part)
    await copyInThread({ from, to: part })
    sync(part)
    renameSync(part, to)
    syncFolder(dirname(to))
  } catch (cause) {
    removePart(part)
    const message = `The backup ${to} could not be written. Choose a new file on a disk with enough space.`
    throw new AppError('backup-failed', message, { details: { file: to }, cause })
  }
}

function copyInThread(order: CopyOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: order })
    worker.on('message', (answer: CopyAnswer) => {
      if (answer === null) resolve()
      else reject(new AppError(answer.code, answer.message, { details: answer.details }))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('The thread that copies ended.')))
  })
}

function removePart(part: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the new name outlive a power cut. Windows has no such call for folders, and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
