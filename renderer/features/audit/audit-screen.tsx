import { useDeferredValue, useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { useParameters } from '../../route.ts'
import css from './audit.module.css'
import { auditParameters, parseAuditFilter, type ShownFilter, wholeLog } from './audit-filter.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRow } from './audit-row.tsx'
import { useAuditEntries, useAuditExport, useKnownNames } from './use-audit.ts'

/** Who did what, looked at whom and was refused; and the way to take it elsewhere. */
export function AuditScreen() {
  const { words } = useWords()
  const { audit } = words
  const [parameters, change] = useParameters()
  const filter = useMemo(() => parseAuditFilter(parameters), [parameters])
  const query = useAuditEntries(useDeferredValue(filter))
  const save = useAuditExport(() => query.refetch())
  const names = useKnownNames()
  const show = (next: ShownFilter) => change(auditParameters(next))
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []

  return (
    <SubScreen title={audit.title} text={audit.text} wide>
      <AuditFilters filter={filter} onChange={show} />
      <div className={css.exports}>
        {(['csv', 'json'] as const).map((format) => (
          <Button
            key={format}
            icon="save"
            isDisabled={entries.length === 0 || save.isPending}
            onPress={() => save.mutate({ filter, format })}
          >
            {format === 'csv' ? audit.export : audit.exportJson}
          </Button>
        ))}
      </div>
      {query.data === undefined ? (
        query.error === null ? (
          <Loading />
        ) : (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : entries.length === 0 ? (
        <Empty icon="log" title={audit.emptyTitle} text={audit.noMatch}>
          <Button onPress={() => show(wholeLog)}>{audit.showAll}</Button>
        </Empty>
      ) : (
        <>
          <ul className={css.list} aria-label={audit.list}>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} names={names} />
            ))}
          </ul>
          {query.hasNextPage ? (
            <div>
              <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {audit.more}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </SubScreen>
  )
}
