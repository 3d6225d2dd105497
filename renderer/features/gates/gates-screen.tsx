import { useState } from 'react'
import { defaultMinQualities, maxQualityThreshold, type QualityEvidence } from '../../../main/contract/quality.ts'
import { Button } from '../../components/button.tsx'
import { SliderInput } from '../../components/fields.tsx'
import { usePhoto } from '../../components/portrait.tsx'
import { Loaded } from '../../components/states.tsx'
import subScreenCss from '../../components/sub-screen.module.css'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './gates.module.css'

/** A gate this high rejects good pictures: by docs/quality.md, ninety-nine in a hundred score above 48. */
const high = 50

/** The screen of the two quality thresholds, with their effect on this installation's own pictures. */
export function GatesScreen() {
  const { words } = useWords()
  const evidence = useCall('quality.evidence', {})
  return (
    <SubScreen title={words.gates.title} text={words.gates.parts}>
      <Loaded query={evidence}>{(data) => <Gates evidence={data} />}</Loaded>
    </SubScreen>
  )
}

function Gates(props: { evidence: QualityEvidence }) {
  const { enrolled, recognised, examples } = props.evidence
  const { words } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  const text = words.gates
  const [enrolment, setEnrolment] = useState(settings.enrolmentQuality)
  const [probe, setProbe] = useState(settings.probeQuality)
  const photos = sum(enrolled)
  const recognitions = sum(recognised)
  return (
    <>
      <section className={subScreenCss.subCard} aria-label={text.enrolment}>
        <Gate
          label={text.enrolment}
          explain={text.enrolmentText}
          value={enrolment}
          standard={defaultMinQualities.enrolment}
          onChange={setEnrolment}
          onCommit={(enrolmentQuality) => change({ enrolmentQuality })}
        />
        <p role="status">
          {photos === 0 ? text.enrolledNone : text.enrolledBelow(below(enrolled, enrolment), photos)}{' '}
          {enrolment > high ? text.high : null}
        </p>
        {examples.length === 0 ? null : (
          <div>
            <p className="soft small">{text.examples}</p>
            <ul className={css.gateExamples}>
              {examples.map((example) => (
                <Example key={example.template} example={example} refused={example.quality < enrolment} />
              ))}
            </ul>
          </div>
        )}
      </section>
      <section className={subScreenCss.subCard} aria-label={text.probe}>
        <Gate
          label={text.probe}
          explain={text.probeText}
          value={probe}
          standard={defaultMinQualities.probe}
          onChange={setProbe}
          onCommit={(probeQuality) => change({ probeQuality })}
        />
        <p role="status">
          {recognitions === 0 ? text.recognisedNone : text.recognisedBelow(below(recognised, probe), recognitions)}{' '}
          {probe > high ? text.probeHigh : null}
        </p>
      </section>
    </>
  )
}

function Example(props: { example: QualityEvidence['examples'][number]; refused: boolean }) {
  const { template, person, quality } = props.example
  const { words, format } = useWords()
  const photo = usePhoto(template)
  const verdict = props.refused ? words.gates.refused : words.gates.passes
  const description = words.gates.photo(person.name, format.number(quality), verdict)
  return (
    <li className={css.gateExample} data-refused={props.refused ? '' : undefined}>
      <span className={css.gatePhoto}>{photo === null ? null : <img src={photo} alt={description} />}</span>
      <span className="small">{format.number(quality)}</span>
    </li>
  )
}

function Gate(props: {
  label: string
  explain: string
  value: number
  standard: number
  onChange: (value: number) => void
  onCommit: (value: number) => void
}) {
  const { words, format } = useWords()
  return (
    <div className={css.gate}>
      <SliderInput
        label={<h2>{props.label}</h2>}
        value={props.value}
        minimum={0}
        maximum={maxQualityThreshold}
        step={1}
        format={(value) => words.gates.value(format.number(value))}
        onChange={props.onChange}
        onCommit={props.onCommit}
      />
      <div className={css.gateFoot}>
        <p className="soft small">{props.explain}</p>
        {props.value === props.standard ? null : (
          <Button
            look="quiet"
            onPress={() => {
              props.onChange(props.standard)
              props.onCommit(props.standard)
            }}
          >
            {words.gates.standard(format.number(props.standard))}
          </Button>
        )}
      </div>
    </div>
  )
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
const below = (counts: readonly number[], gate: number) => sum(counts.slice(0, Math.ceil(gate)))
