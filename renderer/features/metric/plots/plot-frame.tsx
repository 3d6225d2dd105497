import { type ReactNode, useRef } from 'react'
import { Button } from '../../../components/button.tsx'
import { saveText } from '../../../components/files.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from '../metric.module.css'
import { csvOf, standaloneSvg } from './save.ts'

/** The numbers behind a figure. */
export interface Numbers {
  readonly header: readonly string[]
  readonly rows: () => readonly (readonly (string | number)[])[]
}

/** A figure with its title and a description, which can be saved as SVG and its numbers as CSV. */
export function PlotFrame(props: {
  name: string
  title: string
  text?: string
  numbers: Numbers
  /** The SVG, as the only one among the children. */
  children: ReactNode
}) {
  const { words } = useWords()
  const body = useRef<HTMLDivElement>(null)
  const { name, title, text, numbers } = props
  const saveSvg = () => {
    const picture = body.current?.querySelector('svg')
    if (picture) saveText(`${name}.svg`, 'image/svg+xml', standaloneSvg(picture))
  }
  const saveCsv = () => saveText(`${name}.csv`, 'text/csv', csvOf(numbers.header, numbers.rows()))
  return (
    <figure className={css.labPlot}>
      <figcaption>
        <h3>{title}</h3>
        {text === undefined ? null : <p className="soft small">{text}</p>}
      </figcaption>
      <div ref={body}>{props.children}</div>
      <div className={css.labPlotSave}>
        <Button look="quiet" aria-label={words.metric.saveSvg(title)} onPress={saveSvg}>
          SVG
        </Button>
        <Button look="quiet" aria-label={words.metric.saveCsv(title)} onPress={saveCsv}>
          CSV
        </Button>
      </div>
    </figure>
  )
}
