import type { Experiment } from './experiment.ts'
import { entriesOnFailingDisk } from './failing-disk.ts'
import { flippedBytes } from './flips.ts'
import { entriesOnFullDisk, firstStartOnFullDisk, importOnFullDisk, readingOnFullDisk } from './full-disk.ts'
import { killedBackups, killedImports, killedMigrations, killedRestores, killedWhileEntriesCome } from './kills.ts'
import { lockRace } from './lock-race.ts'
import { oddMachines } from './odd-machine.ts'
import { wrongClock } from './wrong-clock.ts'

/** The rows of the table. */
export const experiments: readonly Experiment[] = [
  entriesOnFullDisk,
  readingOnFullDisk,
  firstStartOnFullDisk,
  importOnFullDisk,
  entriesOnFailingDisk,
  wrongClock,
  killedWhileEntriesCome,
  killedBackups,
  killedRestores,
  killedMigrations,
  killedImports,
  flippedBytes,
  lockRace,
  oddMachines,
]
