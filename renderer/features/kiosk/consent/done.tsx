import { Icon } from '../../../components/icon.tsx'
import entryCss from '../entry/entry.module.css'

/** What the kiosk says when everything is done. */
export function Done(props: { title: string; lines: readonly string[]; isReceipt?: boolean }) {
  const printed = props.isReceipt === true ? '' : undefined
  return (
    <div className={entryCss.entrySaid} role="status" data-part="consent-done" data-printed={printed}>
      <span className={entryCss.entryMark}>
        <Icon name="check" size={40} />
      </span>
      <p className={entryCss.entryTitle}>{props.title}</p>
      {props.lines.map((line) => (
        <p key={line} className={entryCss.entryText}>
          {line}
        </p>
      ))}
    </div>
  )
}
