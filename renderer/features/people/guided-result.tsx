import type { Person, Template } from '../../../main/contract/people.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { usePhoto } from '../../components/portrait.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import type { Step } from './guide.ts'
import css from './people.module.css'

/** A photo that was taken, and for which step. */
export interface Take {
  readonly step: Step
  readonly template: Template
}

const fewest = 3
const most = 8

/** Shows the photos that were taken: each can be kept, removed or taken again, and more can be added. */
export function GuidedResult(props: {
  person: Person
  takes: readonly Take[]
  onTakes: (takes: readonly Take[]) => void
  onStep: (step: Step) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const { takes } = props
  const erase = useChange('people.eraseTemplate', {
    done: (_, { id }) => props.onTakes(takes.filter(({ template }) => template.id !== id)),
  })

  return (
    <>
      <div>
        <p className={css.guideResultTitle}>{words.guide.resultTitle}</p>
        <p className="soft" role="status">
          {words.guide.result(takes.length)} {takes.length < fewest ? words.guide.tooFew : null}
        </p>
      </div>
      <ul className={css.templates}>
        {takes.map((take) => (
          <Tile
            key={take.template.id}
            take={take}
            busy={erase.isPending}
            onRemove={() => erase.mutate({ id: take.template.id })}
          />
        ))}
      </ul>
      <div className="actions">
        {takes.length < most ? (
          <Button icon="camera" onPress={() => props.onStep('more')}>
            {words.guide.more}
          </Button>
        ) : null}
        <Button look="primary" onPress={props.onClose}>
          {takes.length === 0 ? words.common.close : words.guide.finish}
        </Button>
      </div>
    </>
  )
}

function Tile(props: { take: Take; busy: boolean; onRemove: () => void }) {
  const { words, format } = useWords()
  const { step, template } = props.take
  const photo = usePhoto(template.hasPhoto ? template.id : null)
  return (
    <li className={css.template} data-part="template">
      <div className={css.templatePhoto}>
        {photo === null ? (
          <Icon name="photo" size={32} />
        ) : (
          <img src={photo} alt={words.guide.photoOf(words.guide.steps[step])} />
        )}
        <div className={css.templateErase} data-shown="">
          <IconButton
            label={words.guide.remove}
            icon="close"
            size={18}
            isDisabled={props.busy}
            onPress={props.onRemove}
          />
        </div>
      </div>
      <p>{words.guide.steps[step]}</p>
      <p className="soft small">{words.people.quality(format.number(template.quality))}</p>
    </li>
  )
}
