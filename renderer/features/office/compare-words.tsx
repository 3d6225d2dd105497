import { useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'

/** Six words, large enough to be read out across a room. */
export function CompareWords(props: { words: readonly string[] }) {
  const { words } = useWords()
  return (
    <ol className={css.compare} aria-label={words.office.words} lang="x-words" translate="no">
      {props.words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and the list never changes
        <li key={index}>{word}</li>
      ))}
    </ol>
  )
}
