import { useState } from 'react'
import { SliderInput } from '../../components/fields.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { useChangeSettings, useSettings } from './queries.ts'

/**
 * What a threshold does at a door, as shares: strangers who are named (FPIR) and enrolled people who are not (FNIR).
 * Measured with the default pack: first photo of each of 322 people enrolled, 704 other photos of them and 423
 * strangers as probes, one photo a probe. Repeat it with `rollcall evaluate`; see docs/accuracy.md.
 */
const measured = [
  { threshold: 0.35, strangers: 0.17, missed: 0.018 },
  { threshold: 0.4, strangers: 0.038, missed: 0.023 },
  { threshold: 0.45, strangers: 0.0024, missed: 0.038 },
  { threshold: 0.5, strangers: 0, missed: 0.068 },
] as const

/** The threshold with what it means, and the lead that the best person must have. */
export function ThresholdSettings() {
  const { words, format } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  const [threshold, setThreshold] = useMoving(settings.threshold)
  const [margin, setMargin] = useMoving(settings.margin)
  const text = words.settings
  return (
    <>
      <div className="setting-block">
        <SliderInput
          label={text.threshold}
          value={threshold}
          minimum={0.2}
          maximum={0.7}
          step={0.01}
          format={format.similarity}
          onChange={setThreshold}
          onCommit={(value) => change({ threshold: value })}
        />
        <p className="soft small">{text.thresholdHint}</p>
        <Meaning threshold={threshold} />
      </div>
      <div className="setting-block">
        <SliderInput
          label={text.margin}
          value={margin}
          minimum={0}
          maximum={0.2}
          step={0.01}
          format={format.similarity}
          onChange={setMargin}
          onCommit={(value) => change({ margin: value })}
        />
        <p className="soft small">{text.marginHint}</p>
      </div>
    </>
  )
}

function Meaning(props: { threshold: number }) {
  const { words, format } = useWords()
  const text = words.settings
  const nearest = measured.find(({ threshold }) => Math.abs(threshold - props.threshold) <= 0.025)
  return (
    <table className="meaning">
      <caption>{text.thresholdTable}</caption>
      <thead>
        <tr>
          <th scope="col">{text.thresholdColumn}</th>
          {measured.map(({ threshold }) => (
            <th key={threshold} scope="col" data-near={threshold === nearest?.threshold ? '' : undefined}>
              {format.similarity(threshold)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{text.strangers}</th>
          {measured.map(({ threshold, strangers }) => (
            <td key={threshold} data-near={threshold === nearest?.threshold ? '' : undefined}>
              {format.percent(strangers)}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{text.missed}</th>
          {measured.map(({ threshold, missed }) => (
            <td key={threshold} data-near={threshold === nearest?.threshold ? '' : undefined}>
              {format.percent(missed)}
            </td>
          ))}
        </tr>
      </tbody>
      {nearest === undefined ? (
        <tfoot>
          <tr>
            <td colSpan={measured.length + 1}>{text.thresholdOutside}</td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

/** A value that follows the hand while it moves and the setting otherwise. */
function useMoving(value: number): [number, (value: number) => void] {
  const [moving, setMoving] = useState<{ base: number; value: number } | null>(null)
  const current = moving !== null && moving.base === value ? moving.value : value
  return [current, (next) => setMoving({ base: value, value: next })]
}
