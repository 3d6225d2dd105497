import { auditFamilies } from '../../../main/contract/audit.ts'
import { Choice } from '../../components/choice.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useCall } from '../../data/use-call.ts'
import { usePeople } from '../../data/use-people.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './audit.module.css'
import type { ShownFilter } from './audit-filter.ts'

const all = 'all'

/** Everything by which the audit log can be narrowed. */
export function AuditFilters(props: { filter: ShownFilter; onChange: (filter: ShownFilter) => void }) {
  const { words } = useWords()
  const { audit } = words
  const { filter } = props
  const actors = useCall('audit.actors', {}).data?.actors ?? []
  // The picker says whom the address names, once it knows everybody.
  const knowsPeople = usePeople().data !== undefined
  const change = (part: Partial<ShownFilter>) => props.onChange({ ...filter, ...part })
  const names = [...new Set([...actors, ...(filter.actor === null ? [] : [filter.actor])])]
  return (
    <div className={css.filters}>
      <Choice
        label={audit.who}
        showLabel
        options={[
          { value: all, label: audit.anybody },
          ...names.map((name) => ({ value: `name ${name}`, label: name })),
        ]}
        value={filter.actor === null ? all : `name ${filter.actor}`}
        onChange={(value) => change({ actor: value === all ? null : value.slice('name '.length) })}
      />
      <Choice
        label={audit.what}
        showLabel
        options={[
          { value: all, label: audit.everything },
          ...auditFamilies.map((value) => ({ value, label: audit.families[value] })),
        ]}
        value={filter.family ?? all}
        onChange={(value) => change({ family: value === all ? null : value })}
      />
      {!knowsPeople ? null : (
        <PersonPicker
          key={filter.person}
          label={audit.person}
          value={filter.person}
          onChange={(person) => change({ person })}
        />
      )}
      <ValueInput label={audit.from} type="date" value={filter.from} onChange={(from) => change({ from })} />
      <ValueInput label={audit.to} type="date" value={filter.to} onChange={(to) => change({ to })} />
    </div>
  )
}
