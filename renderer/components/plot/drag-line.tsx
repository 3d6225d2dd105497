import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import css from './plot.module.css'
import type { Axis } from './scale.ts'

/** A line at one value of a plot's x axis that is moved by dragging or by arrow keys. */
export function DragLine(props: {
  label: string
  axis: Axis
  step: number
  value: number
  onChange: (value: number) => void
}) {
  return (
    <Slider
      className={css.graphDrag!}
      aria-label={props.label}
      minValue={props.axis.from}
      maxValue={props.axis.to}
      step={props.step}
      value={props.value}
      onChange={props.onChange}
    >
      <SliderTrack className={css.graphDragTrack!}>
        <SliderThumb className={css.graphDragLine!}>
          <span>{props.axis.format(props.value)}</span>
        </SliderThumb>
      </SliderTrack>
    </Slider>
  )
}
