import { useState } from 'react'
import { SliderInput } from '../../components/fields.tsx'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './settings.module.css'

/** The setting for the lead that the best person must have over the next one. */
export function MarginSetting() {
  const { words, format } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  const [moving, setMoving] = useState<{ base: number; value: number } | null>(null)
  // The slider shows its own value while it moves, and the setting otherwise.
  const value = moving !== null && moving.base === settings.margin ? moving.value : settings.margin
  return (
    <div className={css.settingBlock}>
      <SliderInput
        label={words.settings.margin}
        value={value}
        minimum={0}
        maximum={0.2}
        step={0.01}
        format={format.similarity}
        onChange={(next) => setMoving({ base: settings.margin, value: next })}
        onCommit={(margin) => change({ margin })}
      />
      <p className="soft small">{words.settings.marginHint}</p>
    </div>
  )
}
