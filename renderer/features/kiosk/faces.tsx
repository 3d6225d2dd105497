import { useEffect, useRef } from 'react'
import type { Box } from '../../../main/contract/entities.ts'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { approach, placeBox } from '../../camera/overlay.ts'
import { PersonName } from '../../components/person-name.tsx'
import css from './kiosk.module.css'
import { findShownPerson } from './moments.ts'

/** Draws a box and the name at every face, moving smoothly from answer to answer. */
export function Faces(props: { result: FrameResult | null; mirrored: boolean }) {
  const view = useRef<HTMLDivElement>(null)
  const drawn = useRef(new Map<number, Box>())
  const { result, mirrored } = props

  useEffect(() => {
    const wordsTop = findWordsTop(view.current)
    let last = performance.now()
    let request = requestAnimationFrame(step)
    function step(now: number): void {
      const element = view.current
      if (element !== null && result !== null) {
        const size = { width: element.clientWidth, height: element.clientHeight }
        const tracks = new Set<number>()
        for (const face of result.faces) {
          const target = placeBox(face.box, result, size, mirrored)
          const current = drawn.current.get(face.track)
          const box = current === undefined ? target : approach(current, target, now - last)
          drawn.current.set(face.track, box)
          tracks.add(face.track)
          place(element.querySelector<HTMLElement>(`[data-track="${face.track}"]`), box, wordsTop)
        }
        for (const track of drawn.current.keys()) if (!tracks.has(track)) drawn.current.delete(track)
      }
      last = now
      request = requestAnimationFrame(step)
    }
    return () => cancelAnimationFrame(request)
  }, [result, mirrored])

  return (
    <div className={css.faces} ref={view} aria-hidden="true">
      {result?.faces.map((face) => {
        const person = findShownPerson(face)
        return (
          <div
            key={face.track}
            className={css.face}
            data-track={face.track}
            data-known={person === null ? undefined : ''}
          >
            {person === null ? null : (
              <span className={css.faceName}>
                <PersonName person={person} />
              </span>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** Finds where the kiosk's words begin, in pixels from the top: a question to somebody takes much of a tall screen. */
function findWordsTop(view: HTMLElement | null): number {
  const said = view?.closest('main')?.querySelector('[data-part="said"]')
  return said?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY
}

/** A face that reaches down to the words has its name above it. */
function place(element: HTMLElement | null, box: Box, wordsTop: number): void {
  if (element === null) return
  element.style.transform = `translate(${box.x}px, ${box.y}px)`
  element.style.width = `${box.width}px`
  element.style.height = `${box.height}px`
  element.toggleAttribute('data-low', box.y + box.height > wordsTop)
}
