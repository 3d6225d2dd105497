import { Button } from 'react-aria-components'
import type { EventId } from '../../../main/contract/entities.ts'
import { assertNever } from '../../../main/contract/errors.ts'
import { Icon } from '../../components/icon.tsx'
import type { Messages } from '../../messages/en.ts'
import type { Format } from '../../messages/format.ts'
import { dayPart } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import type { Moment } from './moments.ts'

interface Line {
  readonly over: string | null
  readonly title: string
  readonly text: string
}

/** Longer names are written smaller, so that all of them can be read. */
const longName = 32

/**
 * The large words of the kiosk: a greeting, kind advice, or the invitation to look at the camera.
 * `pin`, `guests`: the ways in without a face, which are named where the face did not do. `asking`: a question with
 * buttons of its own takes the place of the invitation.
 */
export function Speech(props: {
  moments: readonly Moment[]
  looking: boolean
  asking: boolean
  pin: boolean
  guests: boolean
  onNotMe: (event: EventId) => void
}) {
  const { words, format } = useWords()
  if (props.moments.length === 0) {
    return props.asking ? null : (
      <div className="speech">
        <p className="speech-invitation">{props.looking ? words.kiosk.looking : words.kiosk.invitation}</p>
      </div>
    )
  }
  return (
    <div className="speech" data-several={props.moments.length > 1 ? '' : undefined}>
      {props.moments.map((moment) => {
        const line = lineOf(moment, props, words, format)
        return (
          <div
            key={`${moment.key} ${moment.kind}`}
            className="speech-line"
            data-kind={moment.kind}
            data-long={'person' in moment && line.title.length > longName ? '' : undefined}
          >
            {line.over === null ? null : <p className="speech-over">{line.over}</p>}
            <p className="speech-title">{line.title}</p>
            <p className="speech-text">
              {moment.kind === 'greeting' || moment.kind === 'cooldown' ? (
                <span className="speech-mark" data-direction={moment.direction}>
                  <Icon name={moment.direction === 'in' ? 'enter' : 'leave'} size={26} />
                </span>
              ) : null}
              {line.text}
              {moment.kind === 'greeting' ? (
                <Button className="not-me" onPress={() => props.onNotMe(moment.event)}>
                  {words.kiosk.notMe}
                </Button>
              ) : null}
            </p>
          </div>
        )
      })}
    </div>
  )
}

function lineOf(moment: Moment, ways: { pin: boolean; guests: boolean }, words: Messages, format: Format): Line {
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
      return { over: null, title: kiosk.unknownTitle, text: ways.guests ? kiosk.unknownGuest : kiosk.unknown }
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
