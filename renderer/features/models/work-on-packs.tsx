import { useState } from 'react'
import { useTopic } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './models.module.css'

/** How far the pack is that is being installed or tried, and a button that stops it. */
export function WorkOnPacks({ task }: { task: string }) {
  const { words, format } = useWords()
  const [share, setShare] = useState<number | null>(null)
  useTopic('progress', ({ task: of, done, total }) => {
    if (of === task && total > 0) setShare(done / total)
  })
  const stop = useChange('models.cancel')
  const text = words.models
  return (
    <div className={css.work}>
      <p role="status">
        {text.working} {share === null ? null : text.done(format.percent(Math.floor(share * 100) / 100))}
      </p>
      <Button isPending={stop.isPending} onPress={() => stop.mutate({})}>
        {text.stop}
      </Button>
    </div>
  )
}
