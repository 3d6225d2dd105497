import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/states.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useDoctor, useSystemQuery } from './queries.ts'

/** What works behind the window: provider, models, data, and a check of all of it. */
export function EngineSettings() {
  const { words, format } = useWords()
  const text = words.settings
  return (
    <Loaded query={useSystemQuery()}>
      {(info) => (
        <>
          <Line name={text.provider}>
            <span>{info.provider.name}</span>
            {info.provider.fallBackReason === null ? null : (
              <span className="engine-warning">
                {text.fellBack(info.provider.wanted, info.provider.fallBackReason)}
              </span>
            )}
            <span className="soft small">{text.available(info.provider.available.join(', '))}</span>
          </Line>
          <Line name={text.search}>{text.searches[info.search]}</Line>
          <Line name={text.stored}>
            {text.storedCounts(format.number(info.people), format.number(info.templates), format.number(info.events))}
          </Line>
          <Line name={text.dataFolder}>
            <code>{info.dataFolder}</code>
          </Line>
          <Line name={text.key}>
            {info.keySource}
            {info.keyBesideData && <span className="soft small">{text.keyBesideData}</span>}
          </Line>
          <Line name={text.version}>{info.version}</Line>
          <Line name={text.models}>
            <span>{text.modelsOf(info.pack.name, info.pack.licence)}</span>
            <ul className="models">
              {info.models.map((model) => (
                <li key={model.file}>
                  <span>{text.modelRoles[model.role] ?? model.role}</span>
                  <span className="soft small">
                    {model.file} · {model.licence}
                  </span>
                  <code className="soft" title={model.sha256}>
                    {model.sha256.slice(0, 12)}
                  </code>
                </li>
              ))}
            </ul>
          </Line>
          <Doctor />
        </>
      )}
    </Loaded>
  )
}

function Line(props: { name: string; children: ReactNode }) {
  return (
    <div className="setting">
      <span className="setting-name">{props.name}</span>
      <div className="setting-value">{props.children}</div>
    </div>
  )
}

function Doctor() {
  const { words } = useWords()
  const doctor = useDoctor()
  const text = words.settings
  return (
    <div className="setting-block">
      <div className="doctor-head">
        <p className="soft small">{text.doctorHint}</p>
        <Button isDisabled={doctor.isPending} onPress={() => doctor.mutate()}>
          {doctor.isPending ? text.doctorRunning : text.doctor}
        </Button>
      </div>
      <div role="status">
        {doctor.error === null ? null : <p className="field-error">{errorWords(words, doctor.error)}</p>}
        {doctor.data === undefined ? null : (
          <>
            <p className="doctor-answer">{doctor.data.ok ? text.doctorGood : text.doctorBad}</p>
            <ul className="checks">
              {doctor.data.checks.map((check) => (
                <li key={check.name} data-ok={check.ok ? '' : undefined}>
                  <Icon name={check.ok ? 'check' : 'warning'} />
                  <span className="visually-hidden">{check.ok ? text.passed : text.notPassed}</span>
                  <span>{check.name}</span>
                  <span className="soft small">{check.message}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
