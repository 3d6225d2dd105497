import { useMemo } from 'react'
import type { ProposedLook } from '../../../main/contract/looks.ts'
import { blobAddress } from '../../components/blob-address.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Needs } from '../../components/needs.tsx'
import { useSay } from '../../components/notices.tsx'
import { PersonName, useFullName } from '../../components/person-name.tsx'
import { usePhoto } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './people.module.css'

/** Lists looks that people kept at the kiosk, each beside the photo that is there, to be accepted or refused. */
export function LooksPart() {
  const { words } = useWords()
  const looks = useCall('looks.list', {})
  return (
    <Loaded query={looks}>
      {(data) =>
        data.looks.length === 0 ? (
          <Empty icon="people" title={words.looks.emptyTitle} text={words.looks.empty} />
        ) : (
          <div className={css.visitors}>
            <div>
              <h2>{words.looks.title}</h2>
              <p className="soft">{words.looks.text}</p>
            </div>
            <ul className={css.visitorGrid}>
              {data.looks.map((look) => (
                <LookCard key={look.id} look={look} />
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  )
}

/** Leads to the looks that wait for a decision, where there are some and this window may see them. */
export function LooksLink(props: { isChosen: boolean }) {
  return (
    <Needs method="looks.list">
      <WaitingLooks {...props} />
    </Needs>
  )
}

function WaitingLooks(props: { isChosen: boolean }) {
  const { words, format } = useWords()
  const { data } = useCall('looks.list', {})
  const waiting = data?.looks.length ?? 0
  if (waiting === 0 && !props.isChosen) return null
  return (
    <a className={css.listLink} href={address('people', 'looks')} aria-current={props.isChosen ? 'page' : undefined}>
      <Icon name="photo" />
      {words.looks.link}
      {waiting === 0 ? null : <span className={css.listBadge}>{format.number(waiting)}</span>}
    </a>
  )
}

function LookCard({ look }: { look: ProposedLook }) {
  const { words, format } = useWords()
  const fullName = useFullName()
  const say = useSay()
  const known = usePhoto(look.template)
  const picture = blobAddress(
    useMemo(() => new Blob([new Uint8Array(look.photo)], { type: 'image/jpeg' }), [look.photo]),
  )
  const accept = useChange('looks.accept', {
    done: (answer) =>
      answer.kind === 'accepted'
        ? say('info', words.looks.accepted[look.purpose](fullName(answer.person)))
        : say('warning', words.looks.unsafe),
  })
  const refuse = useChange('looks.refuse')
  const busy = accept.isPending || refuse.isPending
  const notes = [
    ...(look.purpose === 'models' ? [words.looks.forModels] : []),
    ...(look.namedBy === 'pin' ? [words.looks.byPin] : []),
    look.similarity === null ? words.looks.notCompared : words.looks.alike(format.similarity(look.similarity)),
    words.looks.until(format.date(look.until)),
  ]
  return (
    <li className={css.visitor} data-part="look">
      <h3>
        <a href={address('people', look.person.id)}>
          <PersonName person={look.person} />
        </a>
      </h3>
      <div className={css.duplicatePair}>
        <figure>
          <span className={css.duplicatePhoto}>{known === null ? null : <img src={known} alt="" />}</span>
          <figcaption className="soft small">{known === null ? words.looks.noPhoto : words.looks.known}</figcaption>
        </figure>
        <figure>
          <span className={css.duplicatePhoto}>{picture === null ? null : <img src={picture} alt="" />}</span>
          <figcaption className="soft small">{words.looks.seen}</figcaption>
        </figure>
      </div>
      <p className="soft small">
        {format.dayAndTime(look.at)}, {kioskLabel(look.kiosk, words)}
      </p>
      <p className="soft small">{notes.join(' ')}</p>
      <Needs method="looks.accept">
        <div className={css.visitorActions}>
          <Button
            isDisabled={busy || (known === null && look.purpose === 'second')}
            onPress={() => accept.mutate({ id: look.id })}
          >
            {words.looks.accept}
          </Button>
          <Button look="quiet warn" isDisabled={busy} onPress={() => refuse.mutate({ id: look.id })}>
            {words.looks.refuse}
          </Button>
        </div>
      </Needs>
    </li>
  )
}
