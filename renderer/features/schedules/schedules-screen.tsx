import type { ComponentType } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { Segments } from '../../components/choice.tsx'
import { Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { Assignments } from './assignments.tsx'
import { Holidays } from './holidays.tsx'
import { Leaves } from './leaves.tsx'
import { Policies } from './policies.tsx'
import { Schedules } from './schedule-list.tsx'
import css from './schedules.module.css'
import { type RulesEditor, useRulesEditor } from './use-rules.ts'

const parts = ['assignments', 'schedules', 'policies', 'holidays', 'leave'] as const
type Part = (typeof parts)[number]

const contents: Readonly<Record<Part, ComponentType<RulesEditor>>> = {
  assignments: Assignments,
  schedules: Schedules,
  policies: Policies,
  holidays: Holidays,
  leave: Leaves,
}

/** The screen of working time rules; every change is saved and takes effect at once. */
export function SchedulesScreen(props: { part: string | null }) {
  const { words } = useWords()
  const query = useCall('attendance.rules.get', {})
  const part = parts.find((each) => each === props.part) ?? 'assignments'
  return (
    <>
      <header className="screen-head">
        <h1>{words.schedules.title}</h1>
        <Segments
          label={words.schedules.part}
          options={parts.map((value) => ({ value, label: words.schedules.parts[value] }))}
          value={part}
          onChange={(chosen) => {
            location.hash = address('schedules', chosen)
          }}
        />
      </header>
      <Loaded query={query}>{(read) => <PartContent key={part} part={part} read={read} />}</Loaded>
    </>
  )
}

function PartContent(props: { part: Part; read: Output<'attendance.rules.get'> }) {
  const editor = useRulesEditor(props.read)
  const Content = contents[props.part]
  return (
    <div className={`scroller ${css.rules}`}>
      <Content {...editor} />
    </div>
  )
}
