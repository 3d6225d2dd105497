import { useCallback, useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import type { EventId } from '../../../main/contract/entities.ts'
import { assertNever } from '../../../main/contract/errors.ts'
import { Icon } from '../../components/icon.tsx'
import { PersonName, useFullName } from '../../components/person-name.tsx'
import type { Messages } from '../../messages/en/index.ts'
import type { Format } from '../../messages/format.ts'
import { dayPart } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import entryCss from './entry/entry.module.css'
import { useOutside } from './entry/use-outside.ts'
import kioskCss from './kiosk.module.css'
import type { Moment } from './moments.ts'
import type { Wrong } from './use-kiosk.ts'

interface Line {
  readonly over: string | null
  readonly title: string
  readonly text: string
}

/** Longer names are written smaller, so that they can be read in full. */
const longName = 32

/**
 * The large words of the kiosk: a greeting, advice, or the invitation to look at the camera. `pin` and `guests` are
 * offered where the face was not recognised. `asking`: a question with buttons replaces the invitation. `tooDark`: says
 * so instead of inviting.
 */
export function Speech(props: {
  moments: readonly Moment[]
  looking: boolean
  tooDark: boolean
  asking: boolean
  pin: boolean
  guests: boolean
  onDispute: (event: EventId, wrong: Wrong) => void
}) {
  const { words, format } = useWords()
  const describeOutside = useOutside()
  const [disputed, setDisputed] = useState<Greeting | null>(null)
  const endDispute = useCallback(() => setDisputed(null), [])
  if (disputed !== null) {
    return (
      <DisputeQuestion
        greeting={disputed}
        onAnswer={(wrong) => {
          if (wrong !== null) props.onDispute(disputed.event, wrong)
          endDispute()
        }}
        onSilence={endDispute}
      />
    )
  }
  if (props.moments.length === 0) {
    const { kiosk } = words
    return props.asking ? null : (
      <div className={kioskCss.speech}>
        <p className={kioskCss.speechInvitation}>
          {props.tooDark ? kiosk.dark : props.looking ? kiosk.looking : kiosk.invitation}
        </p>
      </div>
    )
  }
  return (
    <div className={kioskCss.speech} data-several={props.moments.length > 1 ? '' : undefined}>
      {props.moments.map((moment) => {
        const line =
          moment.kind === 'outside'
            ? { title: moment.person.name, ...describeOutside(moment.outside) }
            : lineOf(moment, props, words, format)
        return (
          <div
            key={`${moment.key} ${moment.kind}`}
            className={kioskCss.speechLine}
            data-part="speech-line"
            data-kind={moment.kind}
            data-long={'person' in moment && line.title.length > longName ? '' : undefined}
          >
            {line.over === null ? null : <p className={kioskCss.speechOver}>{line.over}</p>}
            <p className={kioskCss.speechTitle} data-part="speech-title">
              {'person' in moment ? <PersonName person={moment.person} /> : line.title}
            </p>
            <p className={kioskCss.speechText}>
              {moment.kind === 'greeting' || moment.kind === 'cooldown' ? (
                <span className={kioskCss.speechMark} data-direction={moment.direction}>
                  <Icon name={moment.direction === 'in' ? 'enter' : 'leave'} size={26} />
                </span>
              ) : null}
              {line.text}
              {moment.kind === 'greeting' ? (
                <Button className={kioskCss.notMe!} onPress={() => setDisputed(moment)}>
                  {words.kiosk.notRight}
                </Button>
              ) : null}
            </p>
          </div>
        )
      })}
    </div>
  )
}

type Greeting = Extract<Moment, { kind: 'greeting' }>

/** Milliseconds after which an unanswered question disappears. */
const disputeTime = 15_000

/** Asks what is wrong with a greeting, the name or the direction. It stays when the person has stepped aside. */
function DisputeQuestion(props: {
  greeting: Greeting
  onAnswer: (wrong: Wrong | null) => void
  onSilence: () => void
}) {
  const { words, format } = useWords()
  const fullName = useFullName()
  const { greeting, onSilence } = props
  useEffect(() => {
    const timer = setTimeout(onSilence, disputeTime)
    return () => clearTimeout(timer)
  }, [onSilence])
  const { kiosk } = words
  return (
    <div className={kioskCss.speech} data-kind="dispute">
      <p className={kioskCss.speechOver}>{kiosk.recorded(greeting.direction, format.time(greeting.at))}</p>
      <p className={kioskCss.speechTitle} data-part="speech-title">
        {kiosk.whatIsWrong}
      </p>
      <div className={kioskCss.disputeAnswers}>
        <Button className={entryCss.entryOpen!} autoFocus onPress={() => props.onAnswer('person')}>
          {kiosk.wrongPerson(fullName(greeting.person))}
        </Button>
        <Button className={entryCss.entryOpen!} onPress={() => props.onAnswer('direction')}>
          {kiosk.wrongDirection[greeting.direction]}
        </Button>
        <Button className={entryCss.entryOpen!} onPress={() => props.onAnswer(null)}>
          {kiosk.nothingWrong}
        </Button>
      </div>
    </div>
  )
}

function lineOf(
  moment: Exclude<Moment, { kind: 'outside' }>,
  ways: { pin: boolean; guests: boolean },
  words: Messages,
  format: Format,
): Line {
  const { kiosk } = words
  const orPin = (line: { title: string; text: string }): Line => {
    return { over: null, title: line.title, text: ways.pin ? words.challenge.orPin(line.text) : line.text }
  }
  switch (moment.kind) {
    case 'greeting': {
      const over = kiosk.greeting(dayPart(moment.at), moment.direction)
      return { over, title: moment.person.name, text: kiosk.recorded(moment.direction, format.time(moment.at)) }
    }
    case 'cooldown': {
      const text = kiosk.cooldown(moment.direction, format.time(moment.at))
      return { over: kiosk.cooldownTitle, title: moment.person.name, text }
    }
    case 'challenge': {
      const { challenge } = moment
      const title =
        challenge.kind === 'blink'
          ? words.challenge.blink(Math.max(1, challenge.times - challenge.done))
          : words.challenge.turn[challenge.towards]
      return { over: words.challenge.title, title, text: words.challenge.why }
    }
    case 'unknown':
      return orPin({ title: kiosk.unknownTitle, text: ways.guests ? kiosk.unknownGuest : kiosk.unknown })
    case 'ambiguous':
      return orPin({ title: kiosk.ambiguousTitle, text: kiosk.ambiguous })
    case 'not-live':
      if (moment.why === 'still') return orPin(words.challenge.still)
      if (moment.why === 'challenge') return orPin(words.challenge.failed)
      return orPin({ title: kiosk.notLiveTitle, text: kiosk.notLive })
    default:
      return assertNever(moment)
  }
}
