import { useState } from 'react'
import type { AttendanceScope, ExportFormat, OdooEmployee } from '../../../main/contract/attendance.ts'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { type CsvSeparator, csvSeparators } from '../../../main/contract/csv-separator.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Segments } from '../../components/choice.tsx'
import { Window } from '../../components/dialog.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import type { Dates } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { listSeparator } from '../../messages/list-separator.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './timesheet.module.css'
import { type ExportSubject, exportSubjects, useExport } from './use-export.ts'

const odooEmployees: readonly OdooEmployee[] = ['name', 'external-id']
const formats: readonly ExportFormat[] = ['xlsx', 'csv', 'json', 'html', 'frappe', 'odoo']

/** Asks what to export, and shows the progress. */
export function ExportDialog(props: { scope: AttendanceScope; dates: Dates; onClose: () => void }) {
  const { words } = useWords()
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [what, setWhat] = useState<ExportSubject>('days')
  const [bom, setBom] = useState(true)
  const [separator, setSeparator] = useState<CsvSeparator>(() => listSeparator(navigator.language))
  const [odooEmployee, setOdooEmployee] = useState<OdooEmployee>('name')
  const [dates, setDates] = useState(props.dates)
  const { write, share, cancel } = useExport(props.onClose)
  const { exporting } = words
  const free = format === 'csv' || format === 'json' || format === 'xlsx'
  const sensible = dates.from <= dates.to
  // The browser prints a page in its own dialog; Electron writes a PDF.
  const shell = useCall('system.installation', {}).data?.shell
  const prints = format === 'html' && shell === 'web'

  return (
    <Window title={exporting.title} onClose={share === null ? props.onClose : cancel}>
      <Choice
        label={exporting.format}
        showLabel
        options={formats.map((value) => ({ value, label: exporting.formats[value] }))}
        value={format}
        onChange={setFormat}
      />
      {free ? (
        <Segments
          label={exporting.what}
          options={exportSubjects.map((value) => ({ value, label: exporting.whats[value] }))}
          value={what}
          onChange={setWhat}
        />
      ) : null}
      <div className={css.exportDates}>
        {(['from', 'to'] as const).map((end) => (
          <ValueInput
            key={end}
            label={exporting[end]}
            type="date"
            value={dates[end]}
            onChange={(value) => {
              if (value !== '') setDates({ ...dates, [end]: value as LocalDate })
            }}
            error={sensible || end === 'from' ? null : words.schedules.datesWrong}
          />
        ))}
      </div>
      {format === 'csv' ? (
        <>
          <Choice
            label={exporting.separator}
            showLabel
            options={csvSeparators.map((value) => ({ value, label: exporting.separators[value] }))}
            value={separator}
            onChange={setSeparator}
          />
          <SwitchInput label={exporting.bom} value={bom} onChange={setBom} />
        </>
      ) : null}
      {format === 'odoo' ? (
        <>
          <Choice
            label={exporting.odooEmployee}
            showLabel
            options={odooEmployees.map((value) => ({ value, label: exporting.odooEmployees[value] }))}
            value={odooEmployee}
            onChange={setOdooEmployee}
          />
          <p className="soft small">{exporting.odooHint}</p>
        </>
      ) : null}
      {format === 'frappe' ? <p className="soft small">{exporting.frappeHint}</p> : null}
      {share === null ? null : (
        <div className={css.exportProgress}>
          <span className="soft">{exporting.writing}</span>
          <progress max={1} value={share} aria-label={exporting.writing} />
        </div>
      )}
      <div className="actions">
        <Button onPress={share === null ? props.onClose : cancel}>{words.common.cancel}</Button>
        <Button
          look="primary"
          isDisabled={share !== null || !sensible}
          onPress={() => write({ scope: props.scope, dates, format, what, bom, separator, odooEmployee })}
        >
          {prints ? exporting.print : exporting.write}
        </Button>
      </div>
    </Window>
  )
}
