import { expect, test } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { openInstallation } from '../../main/store/installation.ts'
import { migrate } from '../../main/store/migrate.ts'

test('an installation keeps its name, and gets one where it was lost', () => {
  const database = openDatabase(':memory:')
  migrate(database)
  const { id } = openInstallation(database)
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect(openInstallation(database).id).toBe(id)
  database.exec("delete from meta where key = 'installation'")
  const another = openInstallation(database).id
  expect(another).toMatch(/^[0-9a-f]{32}$/)
  expect(another).not.toBe(id)
  expect(openInstallation(database).id).toBe(another)
  database.close()
})

test('the zone is the first that was given', () => {
  const database = openDatabase(':memory:')
  migrate(database)
  expect(openInstallation(database).readZone(() => 'Europe/Berlin')).toBe('Europe/Berlin')
  expect(openInstallation(database).readZone(() => 'Asia/Tokyo')).toBe('Europe/Berlin')
  database.close()
})
