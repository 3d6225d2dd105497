import { Button, IconButton } from '../../components/button.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { type EmploymentText, findErrors } from './employment.ts'
import css from './people.module.css'

/** Fields for the first and the last day of work; several, where somebody was hired again. */
export function EmploymentFields(props: {
  value: readonly EmploymentText[]
  onChange: (value: readonly EmploymentText[]) => void
}) {
  const { words } = useWords()
  const { value, onChange } = props
  const errors = findErrors(value)
  const change = (index: number, changed: Partial<EmploymentText>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...changed } : each)))
  return (
    <fieldset className={css.employments}>
      <legend className="visually-hidden">{words.employment.title}</legend>
      {value.map(({ joined, left }, index) => {
        const error = errors[index]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else, and stay in their order
          <div key={index} className={css.employment}>
            <ValueInput
              label={words.employment.joined}
              type="date"
              value={joined}
              onChange={(date) => change(index, { joined: date })}
              error={error === 'overlaps' ? words.employment.overlaps : null}
            />
            <ValueInput
              label={words.employment.left}
              type="date"
              value={left}
              onChange={(date) => change(index, { left: date })}
              error={
                error === 'ends-before'
                  ? words.employment.endsBefore
                  : error === 'goes-on'
                    ? words.employment.goesOn
                    : null
              }
            />
            {value.length === 1 ? null : (
              <IconButton
                icon="close"
                label={words.employment.remove}
                onPress={() => onChange(value.toSpliced(index, 1))}
              />
            )}
          </div>
        )
      })}
      {value.at(-1)?.left === '' ? null : (
        <Button look="quiet" icon="plus" onPress={() => onChange([...value, { joined: '', left: '' }])}>
          {words.employment.again}
        </Button>
      )}
      <p className="field-hint">{words.employment.hint}</p>
    </fieldset>
  )
}
