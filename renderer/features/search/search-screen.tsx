import { Segments } from '../../components/choice.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { useParameters } from '../../route.ts'
import { Compare } from './compare.tsx'
import { Identify } from './identify.tsx'
import css from './search.module.css'

/** The search screen: a photo against everybody, or against another photo. */
export function SearchScreen() {
  const { words } = useWords()
  const [parameters, change] = useParameters()
  const mode = parameters.mode === 'compare' ? 'compare' : 'identify'
  return (
    <>
      <header className="screen-head">
        <h1>{words.search.title}</h1>
        <Segments
          label={words.search.title}
          options={[
            { value: 'identify', label: words.search.identify },
            { value: 'compare', label: words.search.compare },
          ]}
          value={mode}
          onChange={(next) => change({ mode: next === 'compare' ? next : null })}
        />
      </header>
      <div className={`scroller ${css.searchContent}`}>{mode === 'identify' ? <Identify /> : <Compare />}</div>
    </>
  )
}
