import { useMutation, useQuery } from '@tanstack/react-query'
import type { Input } from '../../../main/contract/api.ts'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { usePortraits } from '../people/queries.ts'

/** Namings that somebody denied at a kiosk, and what the office says of them: nobody stays shut out without its word. */
export function DisputeList() {
  const { words, format } = useWords()
  const client = useClient()
  const say = useSay()
  const portraits = usePortraits()
  const query = useQuery({
    queryKey: ['attendance', 'disputes'],
    queryFn: () => client.call('disputes.list', {}),
  })
  const decide = useMutation({
    mutationFn: (input: Input<'disputes.decide'>) => client.call('disputes.decide', input),
    onError: (error) => say('error', errorWords(words, error)),
  })
  const { corrections } = words
  return (
    <Loaded query={query}>
      {({ disputes }) =>
        disputes.length === 0 ? (
          <Empty icon="corrections" title={corrections.deniedEmptyTitle} text={corrections.deniedEmpty} />
        ) : (
          <div className="scroller requests">
            <ul>
              {disputes.map(({ event, person, kiosk, at, similarity, verdict }) => (
                <li key={event} className="request">
                  <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={44} />
                  <div className="request-text">
                    <h2>
                      <a href={address('people', person.id)}>{person.name}</a>
                    </h2>
                    <p className="request-what">
                      {corrections.deniedText(
                        kiosk,
                        `${format.date(at)}, ${format.time(at)}`,
                        format.similarity(similarity),
                      )}
                    </p>
                    <p className="soft">{corrections.deniedStates[verdict]}</p>
                  </div>
                  <div className="request-actions">
                    {verdict === 'dismissed' ? null : (
                      <Button
                        isDisabled={decide.isPending}
                        onPress={() => decide.mutate({ event, verdict: 'dismissed' })}
                      >
                        {corrections.dismiss}
                      </Button>
                    )}
                    {verdict === 'upheld' ? null : (
                      <Button isDisabled={decide.isPending} onPress={() => decide.mutate({ event, verdict: 'upheld' })}>
                        {corrections.uphold}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  )
}
