import { join } from 'node:path'
import type { Installation } from './contract/system.ts'
import { accountsModule } from './handlers/accounts.ts'
import { attendanceModule } from './handlers/attendance.ts'
import { auditModule } from './handlers/audit.ts'
import { backupsModule } from './handlers/backups.ts'
import { consentModule } from './handlers/consent.ts'
import { disputesModule } from './handlers/disputes.ts'
import { enrolModule } from './handlers/enrol.ts'
import { eventsModule } from './handlers/events.ts'
import { guestsModule } from './handlers/guests.ts'
import { hoursModule } from './handlers/hours.ts'
import { identityProviderModule } from './handlers/identity-provider.ts'
import { importsModule } from './handlers/imports.ts'
import { type KeysOptions, keysModule } from './handlers/keys.ts'
import { kiosksModule } from './handlers/kiosks.ts'
import { looksModule } from './handlers/looks.ts'
import { metricModule } from './handlers/metric.ts'
import { modelChangeModule } from './handlers/model-change.ts'
import { modelsModule } from './handlers/models.ts'
import type { Module, Namespace } from './handlers/module.ts'
import { officeModule } from './handlers/office.ts'
import { peopleModule } from './handlers/people.ts'
import { pinModule } from './handlers/pin.ts'
import { privacyModule } from './handlers/privacy.ts'
import { qualityModule } from './handlers/quality.ts'
import { recordsModule } from './handlers/records.ts'
import { type RestModule, restModule } from './handlers/rest.ts'
import { type RestoreOptions, restoreModule } from './handlers/restore.ts'
import { retentionModule } from './handlers/retention.ts'
import { searchModule } from './handlers/search.ts'
import { settingsModule } from './handlers/settings.ts'
import { systemModule } from './handlers/system.ts'
import { thresholdsModule } from './handlers/thresholds.ts'
import { visitorsModule } from './handlers/visitors.ts'
import { webhooksModule } from './handlers/webhooks.ts'
import { createMetricWorker } from './metric/metric-worker.ts'
import { openBackups } from './services/backups.ts'
import type { Context } from './services/context.ts'
import { createCorrections } from './services/corrections.ts'
import type { CountedEntries } from './services/counted-entries.ts'
import { createDoctor, type DoctorOptions } from './services/doctor.ts'
import { createEnroller } from './services/enroller.ts'
import { createExportFiles } from './services/export-files.ts'
import { followDatabase } from './services/follow.ts'
import { destroyOldHeldPhotos } from './services/held-photos.ts'
import { openImports } from './services/imports.ts'
import { type LabMemoryVault, openLabMemory } from './services/lab-memory.ts'
import { createListExports } from './services/list-exports.ts'
import { createLookCheck } from './services/look-check.ts'
import { destroyOldLooks } from './services/look-proposals.ts'
import { createMetricAdoption } from './services/metric-adoption.ts'
import { createMetricLab } from './services/metric-lab.ts'
import { createMetricPacks } from './services/metric-packs.ts'
import type { MissingPhotos } from './services/missing-photos.ts'
import { openModelChanges } from './services/model-change.ts'
import { openOffice } from './services/office.ts'
import { openOfficeMemory } from './services/office-memory.ts'
import { postgresServer } from './services/office-server.ts'
import { noteOlderCopy, openOutsideHeads } from './services/outside-heads.ts'
import { openPacks } from './services/packs.ts'
import type { Part } from './services/part.ts'
import type { Passphrases } from './services/passphrases.ts'
import { createPersonExports } from './services/person-exports.ts'
import { createPrivacyDocuments } from './services/privacy-documents.ts'
import { openRetention } from './services/retention.ts'
import { noteSealing, startSealing } from './services/sealing.ts'
import { startSelfCheck } from './services/self-check.ts'
import type { Sessions } from './services/sessions.ts'
import { createShownPortraits } from './services/shown-portraits.ts'
import { createTimesheetExports } from './services/timesheet-exports.ts'
import type { Visits } from './services/visits.ts'
import { startWebhookSender } from './services/webhook-sender.ts'

/** One module for each namespace of the contract. */
export type Modules = { readonly [N in Namespace]: Module<N> } & { readonly rest: RestModule }

export interface ModulesOptions
  extends Pick<RestoreOptions, 'key' | 'replaceData'>,
    Pick<KeysOptions, 'keyChain' | 'changeKey'>,
    Omit<DoctorOptions, 'dataFolder' | 'outsideHeads'> {
  readonly installation: Installation
  readonly vault: LabMemoryVault
  readonly notices: Module<'notices'>
  readonly visits: Visits
  readonly missingPhotos: MissingPhotos
  readonly sessions: Sessions
  readonly passphrases: Passphrases
  readonly counted: CountedEntries
  /** Milliseconds, of a clock that nobody can set. */
  readonly steady: () => number
  /** Has a part follow announcements and closes it with the app. */
  readonly open: <P extends Part>(part: P) => P
}

/** Opens what the modules share and what works without being asked, and makes the modules; whoever calls opens them. */
export function openModules(context: Context, options: ModulesOptions): Modules {
  const { store, publish, now, logger } = context
  const { installation, nativeFiles, vault, notices, visits, open } = options
  const { dataFolder, shell } = installation
  // A command comes and goes: what takes its time is left to whoever stays.
  const stays = shell !== 'cli'
  const enroller = createEnroller(context)
  const lab = createMetricLab(
    context,
    open(createMetricWorker()),
    openLabMemory(store.remembered, vault, join(dataFolder, 'metric-lab')),
  )
  open(lab)
  const exportsFolder = join(dataFolder, 'exports')
  const exportFiles = createExportFiles(exportsFolder, publish, !stays)
  const listExports = createListExports(exportFiles, now)
  const backups = open(openBackups(context, { mayNameFile: !stays, schedules: stays }))
  const outsideHeads = open(openOutsideHeads(context, stays))
  const doctor = open(createDoctor(context, { dataFolder, nativeFiles, outsideHeads }))
  const sender = stays
    ? open(
        startWebhookSender({
          store,
          now,
          random: Math.random,
          changed: () => publish('webhooks.changed', {}),
          logger,
        }),
      )
    : null
  // After the backups, which are thus closed later: a photo is not begun while the app waits for a backup.
  const imports = open(openImports(context, enroller, stays))
  const retention = open(openRetention(context, imports, stays))
  if (stays) {
    open(destroyOldHeldPhotos(context))
    open(destroyOldLooks(context))
    open(
      followDatabase(context, imports.progress, () => {
        sender?.wake()
        imports.resumeHeld()
      }),
    )
  }
  noteSealing(context)
  if (store.highWater.lost !== null) noteOlderCopy(context, store.highWater.lost)
  if (shell === 'electron' || shell === 'web') {
    open(startSealing(context))
    open(startSelfCheck(context, outsideHeads))
  }
  const packs = open(openPacks(context))
  const modelChanges = open(
    openModelChanges(context, {
      findPack: packs.requireUsable,
      works: stays,
      faceSeenAt: visits.faceSeenAt,
      missing: options.missingPhotos,
    }),
  )
  const office = open(
    openOffice(context, {
      ...{
        sharing: store.sharing,
        numbers: store.sharedNumbers,
        memory: openOfficeMemory(store.membership),
        server: postgresServer,
      },
      ...{ version: installation.version, exchanges: stays },
    }),
  )
  const portraits = createShownPortraits()
  return {
    accounts: accountsModule(context, options),
    attendance: attendanceModule(context, {
      corrections: createCorrections(context),
      exports: createTimesheetExports(context, exportFiles),
      exportFiles,
    }),
    audit: auditModule(context, listExports),
    backups: backupsModule(context, backups),
    consent: consentModule(context, imports, visits),
    disputes: disputesModule(context),
    enrol: enrolModule(context, enroller),
    events: eventsModule(context, listExports),
    guests: guestsModule(context),
    hours: hoursModule(context, options),
    identityProvider: identityProviderModule(context, options),
    imports: importsModule(context, imports),
    keys: keysModule(context, { dataFolder, ...options }),
    kiosks: kiosksModule(context, visits, portraits),
    looks: looksModule(context, createLookCheck(context, enroller, modelChanges.embedPhoto), visits),
    metric: metricModule(context, lab, createMetricAdoption(context), createMetricPacks(context, exportFiles)),
    modelChange: modelChangeModule(modelChanges),
    models: modelsModule(packs),
    notices,
    office: officeModule(context, office),
    people: peopleModule(context, portraits, createPersonExports(context, exportFiles)),
    pin: pinModule(context, visits),
    privacy: privacyModule(context, createPrivacyDocuments(context, { files: exportFiles, installation })),
    quality: qualityModule(context),
    records: recordsModule(context, exportFiles),
    rest: restModule(context),
    restore: restoreModule({
      ...{ dataFolder, backupFolder: () => store.settings.get().backupFolder, now },
      ...{ key: options.key, replaceData: options.replaceData, reopen: null },
    }),
    retention: retentionModule(context, retention),
    search: searchModule(context),
    settings: settingsModule(context),
    system: systemModule(context, { installation, backups, doctor }),
    thresholds: thresholdsModule(context),
    visitors: visitorsModule(context, enroller),
    webhooks: webhooksModule(context, sender),
  }
}
