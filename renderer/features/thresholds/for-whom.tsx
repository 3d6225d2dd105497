import { SubPart } from '../../components/sub-screen.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './thresholds.module.css'

/**
 * Of each group, the share of strangers named where one in a hundred of all is, in an office with as many people of
 * each (`npm run bench balance`, docs/for-whom.md).
 */
const namedByGroup = {
  asianMen: 0.016,
  asianWomen: 0.015,
  blackWomen: 0.015,
  indianWomen: 0.013,
  indianMen: 0.006,
  blackMen: 0.005,
  whiteWomen: 0.004,
  whiteMen: 0.004,
} as const

/** Says openly how unequal recognition is between groups of people, and what an office can do about it. */
export function ForWhom() {
  const { words, format } = useWords()
  const text = words.thresholds
  return (
    <SubPart card title={text.forWhom} text={text.forWhomText}>
      <table className={css.history}>
        <caption className="visually-hidden">{text.forWhom}</caption>
        <thead>
          <tr>
            <th scope="col">{text.group}</th>
            <th scope="col">{text.strangers}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(namedByGroup).map(([group, share]) => (
            <tr key={group}>
              <td>{text.groups[group as keyof typeof namedByGroup]}</td>
              <td>{format.percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft small">{text.forWhomAdvice}</p>
    </SubPart>
  )
}
