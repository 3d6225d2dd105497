// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import type { FrameResult } from '../../../../main/contract/frame-result.ts'
import { Faces } from '../../../../renderer/features/kiosk/faces.tsx'
import { personOf, show } from '../../show.tsx'

const ada = personOf(1, 'Ada Lovelace')
const result = {
  ...{ width: 100, height: 200 },
  faces: [
    {
      track: 7,
      attendance: null,
      keepLook: null,
      box: { x: 10, y: 50, width: 50, height: 60 },
      state: { kind: 'decided', decision: { kind: 'known', person: ada } },
    },
  ],
} as unknown as FrameResult

test.each([
  [120, false],
  [100, true],
])('where the words begin at %i of 200, the name is above a face that ends at 110: %s', async (top, above) => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(100)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200)
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ top } as DOMRect)
  await show(
    <main>
      <Faces result={result} mirrored={false} />
      <div data-part="said" />
    </main>,
    {},
  )
  const face = document.querySelector<HTMLElement>('[data-track="7"]')!
  await vi.waitFor(() => expect(face.style.height).toBe('60px'))
  expect(face.hasAttribute('data-low')).toBe(above)
  vi.restoreAllMocks()
})
