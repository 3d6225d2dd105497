import { z } from 'zod'
import { Bytes, Instant } from './entities.ts'
import { languageCodes } from './languages.ts'
import { method } from './method.ts'
import { PackLabels } from './model-labels.ts'

/** What trying a pack on the sample photos gave. */
export const PackTrial = z.object({
  at: Instant,
  /** `fit`: it finds the faces, and the same person is nearer than others. */
  kind: z.enum(['fit', 'unfit']),
  /** Faces in the photos, and how many of them were found. */
  faces: z.number().int(),
  found: z.number().int(),
  /**
   * Faces of people who are in several photos, and how many of them were most alike to the same person. Of a pack for
   * liveness: faces that were found, and how many of them it took for living ones.
   */
  again: z.number().int(),
  recognised: z.number().int(),
  /** Median time for one face of a photo, from the search for it to its embedding; the same with the pack in use. */
  milliseconds: z.number(),
  presentMilliseconds: z.number(),
  /** Why a model could not be run, in English; null where all could. */
  problem: z.string().nullable(),
  /** The threshold to begin with, by how alike different people are, where nobody has measured the pack. */
  startingThreshold: z.number(),
})
export type PackTrial = z.infer<typeof PackTrial>

/** Accuracy as the makers publish it, in per cent; null where they do not. */
export const PublishedAccuracy = z.object({
  lfw: z.number().nullable(),
  cfpFp: z.number().nullable(),
  ageDb30: z.number().nullable(),
})
export type PublishedAccuracy = z.infer<typeof PublishedAccuracy>

/** A pack of models: the one in use, one that is installed, or one that can be. */
export const ListedPack = z.object({
  name: z.string(),
  title: z.string(),
  /** `liveness`: it gives a second opinion on liveness beside the pack in use, and takes no other's place. */
  use: z.enum(['recognition', 'liveness']),
  /** `incomplete`: files are missing. `available`: it can be installed. */
  state: z.enum(['in-use', 'installed', 'incomplete', 'available']),
  /** Came with Rollcall and cannot be removed. */
  shipped: z.boolean(),
  labels: PackLabels,
  accuracy: PublishedAccuracy.nullable(),
  /** Length of its embeddings. */
  dimensions: z.number().int(),
  /** Of its files on the disk; null where they are not known before they are here. */
  bytes: z.number().int().nullable(),
  /** Hosts that it is downloaded from; empty where it comes from a file only. */
  hosts: z.array(z.string()),
  /** Bytes of a download that was broken off and goes on from there. */
  downloaded: z.number().int(),
  /** Whether thresholds for it have been measured, as they have for the pack that ships. */
  measured: z.boolean(),
  /** Whether we have run its real files. */
  triedByUs: z.boolean(),
  /** On this machine; null until then. */
  trial: PackTrial.nullable(),
})
export type ListedPack = z.infer<typeof ListedPack>

const Name = z.string().min(1).max(100)

/** The caller's name for the work, under which `progress` is announced. */
const Task = z.string().min(1).max(64).default('models')

export const modelMethods = {
  /** Lists every pack that is known. `working` is the task of one that is being installed or tried. */
  'models.list': method(z.object({}), z.object({ packs: z.array(ListedPack), working: z.string().nullable() })),
  /** Uploads a piece of a file for `models.add`, in order; a file's first piece, at 0, starts it over. */
  'models.receive': method(
    z.object({ file: z.string().min(1).max(255), offset: z.number().int().nonnegative(), bytes: Bytes }),
    z.object({}),
  ),
  /**
   * Installs a pack beside the data, one at a time. Nothing of it is loaded before every file has the sha256 that is
   * written down for it. A download is the one connection that this makes, and goes on where an earlier one was broken
   * off. Only the command line may name files.
   * @param accepted the language in which the terms of a pack with a red label were read
   * @throws `pack-unknown`, `terms-not-accepted`, `pack-installing`, `download-failed`, `pack-file-wrong`,
   * `disk-full`, `cancelled`
   */
  'models.add': method(
    z.object({
      /** Null takes the name in the `pack.json` of the files. */
      name: Name.nullable(),
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('download') }),
        z.object({ kind: z.literal('received') }),
        z.object({ kind: z.literal('files'), paths: z.array(z.string().min(1).max(4096)).min(1).max(20) }),
      ]),
      accepted: z.enum(languageCodes).nullable().default(null),
      task: Task,
    }),
    z.object({ name: z.string() }),
  ),
  /** Ends what `models.add` or `models.try` is doing; a download keeps what it has. */
  'models.cancel': method(z.object({}), z.object({})),
  /** Tries an installed pack on the sample photos. @throws `pack-not-installed`, `pack-installing`, `cancelled` */
  'models.try': method(z.object({ name: Name, task: Task }), PackTrial),
  /**
   * Has an installed and tried pack give a second opinion on liveness from now on; null for none. A face then counts as
   * alive only where every model says so.
   * @throws `pack-not-installed`, `pack-untried`, `pack-unfit`
   */
  'models.setSecondOpinion': method(z.object({ name: Name.nullable() }), z.object({})),
  /** Removes an installed pack, and what a broken download left of it. @throws `pack-in-use`, `pack-not-installed` */
  'models.remove': method(z.object({ name: Name }), z.object({})),
}
