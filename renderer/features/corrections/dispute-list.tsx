import { Button } from '../../components/button.tsx'
import { Needs } from '../../components/needs.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { usePortraits } from '../../data/use-people.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './corrections.module.css'

/**
 * Lists the names that somebody denied at a kiosk, for the office to decide: until then, that person is not recognised
 * there.
 */
export function DisputeList() {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const query = useCall('disputes.list', {})
  const decide = useChange('disputes.decide')
  const { corrections } = words
  return (
    <Loaded query={query}>
      {({ disputes }) =>
        disputes.length === 0 ? (
          <Empty icon="corrections" title={corrections.deniedEmptyTitle} text={corrections.deniedEmpty} />
        ) : (
          <div className={`scroller ${css.requests}`}>
            <ul>
              {disputes.map(({ event, person, kiosk, at, similarity, verdict }) => (
                <li key={event} className={css.request}>
                  <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={44} />
                  <div className={css.requestText}>
                    <h2>
                      <a href={address('people', person.id)}>
                        <PersonName person={person} />
                      </a>
                    </h2>
                    <p className={css.requestWhat}>
                      {corrections.deniedText(
                        kioskLabel(kiosk, words),
                        `${format.date(at)}, ${format.time(at)}`,
                        format.similarity(similarity),
                      )}
                    </p>
                    <p className="soft">{corrections.deniedStates[verdict]}</p>
                  </div>
                  <Needs method="disputes.decide">
                    <div className={css.requestActions}>
                      {verdict === 'dismissed' ? null : (
                        <Button
                          isDisabled={decide.isPending}
                          onPress={() => decide.mutate({ event, verdict: 'dismissed' })}
                        >
                          {corrections.dismiss}
                        </Button>
                      )}
                      {verdict === 'upheld' ? null : (
                        <Button
                          isDisabled={decide.isPending}
                          onPress={() => decide.mutate({ event, verdict: 'upheld' })}
                        >
                          {corrections.uphold}
                        </Button>
                      )}
                    </div>
                  </Needs>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  )
}
