import { useState } from 'react'
import type { SavedFilter } from '../../../main/contract/attendance.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useAnswers, useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './log.module.css'
import { type LogFilter, readFilter, standardFilter, toSavedFilter } from './log-filter.ts'

const nothing = 'nothing'

/** Filters saved under a name: they can be chosen, added and deleted. */
export function SavedFilters(props: { filter: LogFilter; onChoose: (filter: LogFilter) => void }) {
  const { words } = useWords()
  const { data, save } = useSavedFilters()
  const [chosen, setChosen] = useState<string | null>(null)
  const [naming, setNaming] = useState(false)
  const { savedFilters } = words
  const filters = data?.filters ?? []
  const shown = filters.find(({ name }) => name === chosen)
  const replace = (changed: readonly SavedFilter[]) => {
    if (data !== undefined) save({ filters: [...changed], version: data.version })
  }

  return (
    <div className={css.savedFilters}>
      {filters.length === 0 ? null : (
        <Choice
          label={savedFilters.label}
          options={[
            { value: nothing, label: savedFilters.none },
            ...filters.map(({ name }) => ({ value: `filter ${name}`, label: name })),
          ]}
          value={shown === undefined ? nothing : `filter ${shown.name}`}
          onChange={(value) => {
            const filter = filters.find(({ name }) => value === `filter ${name}`)
            setChosen(filter?.name ?? null)
            props.onChoose(filter === undefined ? standardFilter(Date.now()) : readFilter(filter, Date.now()))
          }}
        />
      )}
      {shown !== undefined ? (
        <IconButton
          label={savedFilters.erase(shown.name)}
          icon="erase"
          onPress={() => {
            setChosen(null)
            replace(filters.filter((filter) => filter !== shown))
          }}
        />
      ) : (
        <Button look="quiet" icon="plus" onPress={() => setNaming(true)}>
          {savedFilters.save}
        </Button>
      )}
      {naming ? (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => {
            setNaming(false)
            setChosen(name)
            const own = toSavedFilter(name, props.filter, Date.now())
            replace([...filters.filter((filter) => filter.name !== name), own])
          }}
        />
      ) : null}
    </div>
  )
}

function NameDialog(props: { onName: (name: string) => void; onClose: () => void }) {
  const { words } = useWords()
  const [name, setName] = useState('')
  const { savedFilters } = words
  return (
    <FormWindow
      title={savedFilters.saveTitle}
      onSubmit={() => {
        if (name.trim() !== '') props.onName(name.trim())
      }}
      onClose={props.onClose}
    >
      <ValueInput
        label={savedFilters.name}
        type="text"
        value={name}
        onChange={setName}
        required={savedFilters.nameRequired}
        autoFocus
      />
    </FormWindow>
  )
}

function useSavedFilters() {
  const answers = useAnswers()
  const { data } = useCall('attendance.filters.get', {})
  const { mutate: save } = useChange('attendance.filters.set', {
    done: (filters) => answers.set('attendance.filters.get', {}, filters),
    ended: () => answers.outdate('attendance.filters.get'),
  })
  return { data, save }
}
