/** The least that an answer about one photo needs: Node, onnxruntime, the models, each run once. */
import { openModels } from '../main/vision/models.ts'
import { modelsFolder } from './office.ts'

const models = await openModels({ modelsFolder })
for (const role of ['detector', 'landmarks', 'eyes', 'embedder'] as const) await (await models.need(role)).session.run()
await models.close()
