import { join } from 'node:path'

export const modelsFolder = join(import.meta.dirname, '../../models')
