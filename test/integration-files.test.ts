import { expect, test } from 'vitest'
import { isIntegration } from './integration-files.ts'

test.each([
  ["import { spawn } from 'node:child_process'", true],
  ["import {\n  ada,\n  jpeg,\n} from '../helpers/pictures.ts'", true],
  ["import { createVision } from '../../main/vision/create.ts'", true],
  ["import type { Models } from '../../main/vision/models.ts'", false],
  ["import { openApp } from '../helpers/app.ts'\nexpect('../helpers/pictures.ts')", false],
])('%s: %s', (source, expected) => expect(isIntegration(source)).toBe(expected))
