import { useRef } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import css from './consent.module.css'
import { extendLast, padWidth, pathOf, pointAt, type Stroke } from './strokes.ts'

/** Units of the drawing in a height of the pad. */
const units = 100

/** Where somebody signs with a finger, a pen or the mouse. */
export function SignaturePad(props: {
  label: string
  strokes: readonly Stroke[]
  onChange: (change: (strokes: readonly Stroke[]) => readonly Stroke[]) => void
}) {
  const { words } = useWords()
  const drawing = useRef<number | null>(null)
  const { strokes, onChange } = props
  return (
    <div className={css.pad}>
      <svg
        className={css.padField}
        viewBox={`0 0 ${padWidth * units} ${units}`}
        role="img"
        aria-label={props.label}
        onPointerDown={(event) => {
          if (drawing.current !== null) return
          drawing.current = event.pointerId
          event.currentTarget.setPointerCapture?.(event.pointerId)
          const start = pointAt(event, event.currentTarget.getBoundingClientRect())
          onChange((before) => [...before, [start]])
        }}
        onPointerMove={(event) => {
          if (drawing.current !== event.pointerId) return
          const pad = event.currentTarget.getBoundingClientRect()
          const moves = event.nativeEvent.getCoalescedEvents?.() ?? []
          const points = (moves.length > 0 ? moves : [event]).map((move) => pointAt(move, pad))
          onChange((before) => extendLast(before, points))
        }}
        onPointerUp={() => {
          drawing.current = null
        }}
        onPointerCancel={() => {
          drawing.current = null
        }}
      >
        <line
          className={css.padLine}
          x1={units * 0.2}
          x2={units * (padWidth - 0.2)}
          y1={units * 0.8}
          y2={units * 0.8}
        />
        <path className={css.padInk} d={pathOf(strokes, units)} />
      </svg>
      <p className={css.padHint} hidden={strokes.length > 0} aria-hidden="true">
        {words.consentKiosk.drawHint}
      </p>
      {strokes.length === 0 ? null : (
        <Button className={`${entryCss.entryButton} ${css.padClear}`} onPress={() => onChange(() => [])}>
          {words.consentKiosk.clear}
        </Button>
      )}
    </div>
  )
}
