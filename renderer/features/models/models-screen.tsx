import { Loaded } from '../../components/states.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { FromFiles } from './from-files.tsx'
import { ModelChange } from './model-change.tsx'
import css from './models.module.css'
import { PackRow } from './pack-row.tsx'
import { WorkOnPacks } from './work-on-packs.tsx'

/** The packs of models: the one in use, and others to be installed, tried and used. */
export function ModelsScreen() {
  const { words } = useWords()
  return (
    <SubScreen title={words.models.title} text={words.models.text}>
      <Loaded query={useCall('models.list', {})}>
        {({ packs, working }) => (
          <>
            <ModelChange />
            {working === null ? null : <WorkOnPacks task={working} />}
            <ul className={css.packs} aria-label={words.models.list}>
              {packs.map((pack) => (
                <PackRow key={pack.name} pack={pack} isBusy={working !== null} />
              ))}
            </ul>
            <FromFiles packs={packs} isBusy={working !== null} />
          </>
        )}
      </Loaded>
    </SubScreen>
  )
}
