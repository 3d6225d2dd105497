import { Button } from 'react-aria-components'
import { Icon, type IconName } from '../../../components/icon.tsx'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
/** Employee numbers may have letters; capitals also find small ones where only one person fits. */
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ-']

/** Large keys for digits or letters, one that deletes, and one that submits the form around them. */
export function KeyGrid(props: {
  letters: boolean
  text: string
  onText: (text: string) => void
  /** Whether the form can be submitted. */
  ready: boolean
  submit: { readonly label: string; readonly icon: IconName }
}) {
  const { words } = useWords()
  const { text, onText } = props
  return (
    <div className={css.pinKeys} data-letters={props.letters || undefined}>
      {(props.letters ? letters : digits).map((sign) => (
        <Button key={sign} className={css.pinKey!} onPress={() => onText(text + sign)}>
          {sign}
        </Button>
      ))}
      <Button
        className={`${css.pinKey} quiet`}
        aria-label={words.entry.backspace}
        onPress={() => onText(text.slice(0, -1))}
      >
        <Icon name="backspace" size={30} />
      </Button>
      {props.letters ? null : (
        <Button className={css.pinKey!} onPress={() => onText(`${text}0`)}>
          0
        </Button>
      )}
      <Button
        className={`${css.pinKey} ${css.go}`}
        type="submit"
        isDisabled={!props.ready}
        aria-label={props.submit.label}
      >
        <Icon name={props.submit.icon} size={30} />
      </Button>
    </div>
  )
}
