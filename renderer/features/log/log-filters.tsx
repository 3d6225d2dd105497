import type { ReactNode } from 'react'
import { Choice, Segments } from '../../components/choice.tsx'
import { SearchInput } from '../../components/fields.tsx'
import { useCall } from '../../data/use-call.ts'
import { useSettings } from '../../data/use-settings.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './log.module.css'
import { type LogFilter, periods } from './log-filter.ts'

const anyKiosk = 'any'
const methods = ['face', 'pin', 'manual'] as const

/** The filters of the log; the children say how many entries are left. */
export function LogFilters(props: { filter: LogFilter; onChange: (filter: LogFilter) => void; children: ReactNode }) {
  const { words, format } = useWords()
  const { filter } = props
  const { log, savedFilters } = words
  const change = (part: Partial<LogFilter>) => props.onChange({ ...filter, ...part })
  const settings = useSettings()
  const kiosks = useCall('kiosks.list', {})
  const names = [...new Set([settings.kiosk, ...(kiosks.data?.kiosks ?? []).map(({ name }) => name)])]
  const date = (at: number | null) => (at === null ? '…' : format.date(at))
  const saved =
    filter.period === 'days'
      ? [{ value: 'days' as const, label: savedFilters.lastDays(filter.days) }]
      : filter.period === 'span'
        ? [{ value: 'span' as const, label: savedFilters.span(date(filter.from), date(filter.to)) }]
        : []
  return (
    <div className={css.logFilters}>
      <SearchInput label={log.search} value={filter.query} onChange={(query) => change({ query })} />
      <Choice
        label={log.period}
        options={[...periods.map((value) => ({ value, label: log.periods[value] })), ...saved]}
        value={filter.period}
        onChange={(period) => change({ period })}
      />
      {filter.period === 'day' ? (
        <input
          type="date"
          className={`input ${css.logDate}`}
          aria-label={log.day}
          value={filter.day}
          required
          onChange={(event) => {
            if (event.target.value !== '') change({ day: event.target.value })
          }}
        />
      ) : null}
      <Segments
        label={log.direction}
        options={[
          { value: 'both', label: log.both },
          { value: 'in', label: words.common.in },
          { value: 'out', label: words.common.out },
        ]}
        value={filter.direction}
        onChange={(direction) => change({ direction })}
      />
      <Choice
        label={savedFilters.kind}
        options={(['both', 'check', 'correction'] as const).map((value) => ({
          value,
          label: savedFilters.kinds[value],
        }))}
        value={filter.kind}
        onChange={(kind) => change({ kind })}
      />
      <Choice
        label={savedFilters.method}
        options={[
          { value: 'any', label: savedFilters.anyMethod },
          ...methods.map((value) => ({ value, label: log.methods[value] })),
        ]}
        value={filter.method}
        onChange={(method) => change({ method })}
      />
      {names.length < 2 ? null : (
        <Choice
          label={savedFilters.kiosk}
          options={[
            { value: anyKiosk, label: savedFilters.anyKiosk },
            ...names.map((name) => ({ value: `kiosk ${name}`, label: kioskLabel(name, words) })),
          ]}
          value={filter.kiosk === null ? anyKiosk : `kiosk ${filter.kiosk}`}
          onChange={(value) => change({ kiosk: value === anyKiosk ? null : value.slice('kiosk '.length) })}
        />
      )}
      <p className={`${css.logCount} soft`} role="status">
        {props.children}
      </p>
    </div>
  )
}
