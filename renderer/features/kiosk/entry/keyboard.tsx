import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Icon } from '../../../components/icon.tsx'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { beginsWord, charactersPerRow, type Layer, layers } from './keys.ts'

/** Milliseconds after which a held letter becomes a capital; a held Backspace repeats after each third of it. */
const longPress = 450

/**
 * An on-screen keyboard that types where the cursor is; words begin with a capital by themselves. `characters` continue
 * the names searched for, where these are in a script without keys of its own.
 */
export function Keyboard(props: { characters: readonly string[] }) {
  const { words } = useWords()
  const { entry } = words
  const [chosen, setLayer] = useState<Layer>('letters')
  const [shift, setShift] = useState<boolean | null>(null)
  const before = useTyped()
  const layer = chosen === 'characters' && props.characters.length === 0 ? 'letters' : chosen
  const capital = shift ?? beginsWord(before)
  const rows =
    layer === 'characters'
      ? Array.from({ length: Math.ceil(props.characters.length / charactersPerRow) }, (_, row) =>
          props.characters.slice(row * charactersPerRow, (row + 1) * charactersPerRow),
        )
      : layers[layer].map((row) => [...row].map((sign) => (capital ? upper(sign) : sign)))

  function press(text: string): void {
    type(text)
    setShift(null)
  }

  const others: readonly Layer[] = [
    'letters',
    'accents',
    ...(props.characters.length > 0 ? ['characters' as const] : []),
  ]
  const names: Readonly<Record<Layer, string>> = { letters: 'abc', accents: 'äéñ', characters: entry.characters }
  return (
    <fieldset className={css.keyboard} aria-label={entry.keyboard}>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={place} className={css.keyboardRow}>
          {layer === 'letters' && place === rows.length - 1 ? (
            <Key label={entry.capitals} look="quiet" pressed={capital} onPress={() => setShift(!capital)}>
              <Icon name="up" size={26} />
            </Key>
          ) : null}
          {row.map((sign) => (
            <Key key={sign} onPress={() => press(sign)} onHold={() => press(upper(sign))}>
              {sign}
            </Key>
          ))}
          {place === rows.length - 1 && layer !== 'characters' ? <Backspace label={entry.backspace} /> : null}
        </div>
      ))}
      <div className={css.keyboardRow}>
        {others
          .filter((each) => each !== layer)
          .map((each) => (
            <Key key={each} look="quiet" onPress={() => setLayer(each)}>
              {names[each]}
            </Key>
          ))}
        <Key label={entry.space} look="space" onPress={() => press(' ')}>
          {entry.space}
        </Key>
        {layer === 'characters' ? <Backspace label={entry.backspace} /> : null}
      </div>
      <p className={`soft ${css.keyboardNote}`}>{entry.keyboardNote}</p>
    </fieldset>
  )
}

function Backspace(props: { label: string }) {
  return (
    <Key label={props.label} look="quiet" onPress={erase} repeats>
      <Icon name="backspace" size={26} />
    </Key>
  )
}

/** A key, which does not move the cursor. */
function Key(props: {
  label?: string
  look?: 'quiet' | 'space'
  pressed?: boolean
  repeats?: boolean
  onPress: () => void
  onHold?: () => void
  children: ReactNode
}) {
  const held = useRef<ReturnType<typeof setTimeout> | null>(null)
  const end = useCallback(() => {
    if (held.current === null) return
    clearTimeout(held.current)
    clearInterval(held.current)
    held.current = null
  }, [])
  // A press may change the layer, which removes the key.
  useEffect(() => end, [end])
  return (
    <button
      type="button"
      className={css.keyboardKey}
      data-look={props.look}
      tabIndex={-1}
      aria-label={props.label}
      aria-pressed={props.pressed}
      onPointerDown={(event) => {
        event.preventDefault()
        end()
        if (props.onHold === undefined) {
          if (props.repeats) held.current = setInterval(props.onPress, longPress / 3)
          props.onPress()
          return
        }
        held.current = setTimeout(() => {
          held.current = null
          props.onHold?.()
        }, longPress)
      }}
      onPointerUp={() => {
        if (held.current !== null && props.onHold !== undefined) props.onPress()
        end()
      }}
      onPointerLeave={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
      // Screen readers press without a pointer.
      onClick={(event) => {
        if (event.detail === 0) props.onPress()
      }}
    >
      {props.children}
    </button>
  )
}

/** Returns the focused field, if text can be typed into it. */
function field(): HTMLInputElement | null {
  const { activeElement } = document
  return activeElement instanceof HTMLInputElement && !activeElement.readOnly ? activeElement : null
}

function type(text: string): void {
  const input = field()
  if (input === null || (input.maxLength >= 0 && input.value.length + text.length > input.maxLength)) return
  replace(input, input.selectionStart ?? input.value.length, text)
}

function erase(): void {
  const input = field()
  if (input === null) return
  const start = input.selectionStart ?? input.value.length
  const selected = input.selectionEnd !== start
  // A surrogate pair is deleted as a whole.
  const last = [...input.value.slice(0, start)].at(-1) ?? ''
  replace(input, selected ? start : start - last.length, '')
}

function replace(input: HTMLInputElement, from: number, text: string): void {
  input.setRangeText(text, from, input.selectionEnd ?? input.value.length, 'end')
  // Tells the field's owner, as typing would.
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Returns the text before the cursor. */
function useTyped(): string {
  const [typed, setTyped] = useState('')
  useEffect(() => {
    const read = () => {
      const input = field()
      setTyped(input?.value.slice(0, input.selectionStart ?? input.value.length) ?? '')
    }
    read()
    document.addEventListener('input', read)
    document.addEventListener('focusin', read)
    document.addEventListener('selectionchange', read)
    return () => {
      document.removeEventListener('input', read)
      document.removeEventListener('focusin', read)
      document.removeEventListener('selectionchange', read)
    }
  }, [])
  return typed
}

/** Returns the capital of a letter, except of ß, whose capital nobody writes. */
function upper(sign: string): string {
  return sign === 'ß' ? sign : sign.toUpperCase()
}

/** Tells whether to show the keyboard: the screen was touched last, or there is no other input. */
export function useTouched(): boolean {
  const [touched, setTouched] = useState(() => matchMedia('(pointer: coarse)').matches)
  useEffect(() => {
    const note = (event: PointerEvent) => setTouched(event.pointerType !== 'mouse')
    addEventListener('pointerdown', note, { capture: true })
    return () => removeEventListener('pointerdown', note, { capture: true })
  }, [])
  return touched
}
