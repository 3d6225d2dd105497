import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { Output } from '../../../main/contract/api.ts'
import type {
  ComparisonTable,
  Interval,
  Measured,
  MeasureName,
  MetricSource,
} from '../../../main/contract/learned-metrics.ts'
import { Button } from '../../components/button.tsx'
import { saveText } from '../../components/files.ts'
import { useWords } from '../../messages/use-words.tsx'
import { AnglePlots, LearningPlots, percent, points, VerdictMark } from './judged.tsx'
import css from './metric.module.css'
import { NumberInput } from './parameters.tsx'
import { csvOf } from './plots/save.ts'
import { useLabWork } from './use-lab.ts'
import { Working } from './working.tsx'

const measures: readonly MeasureName[] = ['tar-1e-2', 'tar-1e-3', 'eer', 'rank-1', 'fnir-1e-2', 'knn', 'accuracy']

/** Compares every loss and closed form on the same people, in one table. */
export function Compare(props: { described: Output<'metric.losses'>; source: MetricSource }) {
  const { words } = useWords()
  const text = words.metric
  const described = [...props.described.losses, ...props.described.forms]
  const names = described.map(({ name }) => name)
  const titles = new Map(described.map(({ name, title }) => [name, title]))
  const [chosen, setChosen] = useState<readonly string[]>(names)
  const [folds, setFolds] = useState(5)
  const [seed, setSeed] = useState(1)
  const work = useLabWork('metric.compare')
  return (
    <div className={css.labStack}>
      <div className={css.labBar}>
        <ToggleButtonGroup
          className={css.labChips!}
          aria-label={text.lossOrForm}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) => setChosen(names.filter((name) => keys.has(name)))}
        >
          {described.map(({ name, title }) => (
            <ToggleButton key={name} id={name} className={css.labChip!}>
              {title}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <NumberInput label={text.folds} value={folds} minimum={2} maximum={20} step={1} onChange={setFolds} />
        <NumberInput label={text.seed} value={seed} minimum={0} maximum={2147483647} step={1} onChange={setSeed} />
        <Button
          look="primary"
          isDisabled={work.running || chosen.length === 0}
          onPress={() => work.start({ losses: [...chosen], source: props.source, folds, seed })}
        >
          {text.compare}
        </Button>
      </div>
      {work.running ? <Working label={text.comparing} progress={work.progress} onCancel={work.cancel} /> : null}
      {work.result === null ? (
        work.running ? null : (
          <p className="soft">{text.compareText}</p>
        )
      ) : (
        <Table table={work.result} titles={titles} />
      )}
    </div>
  )
}

function Table(props: { table: ComparisonTable; titles: ReadonlyMap<string, string> }) {
  const { words } = useWords()
  const text = words.metric
  const { table } = props
  const [open, setOpen] = useState<string | null>(null)
  const looks = Math.max(1, ...table.rows.map((row) => (row.kind === 'judged' ? row.verdict.looks : 1)))
  const titleOf = (name: string) => props.titles.get(name) ?? name
  const shown = table.rows.find((row) => row.name === open && row.kind === 'judged')
  return (
    <>
      <div className={css.labScroll}>
        <table className={css.labTable}>
          <caption>
            {text.tableText(table.people, table.photos, table.folds)}{' '}
            <Button look="quiet" onPress={() => saveText('comparison.csv', 'text/csv', tableCsv(table))}>
              CSV
            </Button>
          </caption>
          <thead>
            <tr>
              <th scope="col">{text.metric}</th>
              <th scope="col">{text.verdict}</th>
              <th scope="col">{text.gain}</th>
              {measures.map((name) => (
                <th key={name} scope="col">
                  {text.measures[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{text.standard}</th>
              <td />
              <td />
              <Cells measured={table.standard} />
            </tr>
            {table.rows.map((row) =>
              row.kind === 'failed' ? (
                <tr key={row.name}>
                  <th scope="row">{titleOf(row.name)}</th>
                  <td colSpan={measures.length + 2}>{text.diverged}</td>
                </tr>
              ) : (
                <tr key={row.name} data-open={row.name === open ? '' : undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      className={css.labRow}
                      onClick={() => setOpen(row.name === open ? null : row.name)}
                    >
                      {titleOf(row.name)}
                    </button>
                  </th>
                  <td>
                    <VerdictMark verdict={row.verdict} />
                  </td>
                  <td>
                    {points(row.verdict.gain.value)}
                    <span className={css.labRange}>
                      {points(row.verdict.gain.low)} … {points(row.verdict.gain.high)}
                    </span>
                  </td>
                  <Cells measured={row.after} />
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {measures.map((name) => {
        const people = table.peopleNeeded[name]
        if (people === undefined) return null
        return (
          <p key={name} className="soft small">
            {text.peopleNeeded(text.measures[name], people)}
          </p>
        )
      })}
      {looks > 1 ? <p className="soft small">{text.manyRows(looks)}</p> : null}
      {shown?.kind === 'judged' ? (
        <section className={css.labStack}>
          <h2>{titleOf(shown.name)}</h2>
          <AnglePlots name={shown.name} angles={shown.angles} />
          <LearningPlots name={shown.name} curves={shown.curves} />
        </section>
      ) : (
        <p className="soft">{text.chooseRow}</p>
      )}
    </>
  )
}

function Cells(props: { measured: Measured }) {
  return measures.map((name) => <Cell key={name} interval={props.measured[name]} />)
}

function Cell({ interval: { value, low, high } }: { interval: Interval }) {
  return (
    <td>
      {percent(value)}
      {value === null ? null : (
        <span className={css.labRange}>
          {percent(low)} – {percent(high)}
        </span>
      )}
    </td>
  )
}

function tableCsv({ standard, rows }: ComparisonTable): string {
  const cells = (measured: Measured) => measures.flatMap((name) => values(measured[name]))
  const values = ({ value, low, high }: Interval) => [value, low, high].map((share) => share ?? '')
  const header = ['gain', ...measures].flatMap((name) => [name, `${name} low`, `${name} high`])
  return csvOf(
    ['metric', ...header, 'verdict'],
    [
      ['standard', '', '', '', ...cells(standard), ''],
      ...rows.flatMap((row) =>
        row.kind === 'failed' ? [] : [[row.name, ...values(row.verdict.gain), ...cells(row.after), row.verdict.kind]],
      ),
    ],
  )
}
