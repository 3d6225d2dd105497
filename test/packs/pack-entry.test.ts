import { expect, test } from 'vitest'
import { parseEntry } from '../../main/packs/pack-entry.ts'
import { readPack } from '../../main/vision/manifest.ts'
import { modelsFolder } from '../helpers/models-folder.ts'

test('a pack from elsewhere names model files and nothing else, so that it brings no trial of its own', async () => {
  const { folder: _, shipped: __, ...pack } = await readPack({ modelsFolder })
  const named = (file: string) =>
    parseEntry(JSON.stringify({ ...pack, models: pack.models.map((model) => ({ ...model, file })) }))
  expect(named('other.onnx')?.models[0]?.file).toBe('other.onnx')
  for (const file of ['trial.json', 'pack.json', '..', '.onnx', '../fr_feature.onnx']) expect(named(file)).toBeNull()
  for (const name of ['..', '.old-other', 'a/b']) expect(parseEntry(JSON.stringify({ ...pack, name }))).toBeNull()
})
