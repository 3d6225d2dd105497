import type { ReactNode } from 'react'
import { AppError } from '../../../main/contract/errors.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { keyPlaceText } from '../../components/key-place-text.ts'
import { Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { findingText } from './finding-text.ts'
import css from './settings.module.css'
import { useDoctor } from './use-doctor.ts'

/** Shows the engine: provider, models, data, and a check of everything. */
export function EngineSettings() {
  const { words, format } = useWords()
  const text = words.settings
  return (
    <Loaded query={useCall('system.info', {})}>
      {(info) => (
        <>
          <Line name={text.provider}>
            <span>{info.provider.name}</span>
            {info.provider.fallBack === null ? null : (
              <span className={css.engineWarning} title={info.provider.fallBack.detail}>
                {text.fellBack(info.provider.wanted, text.fallBacks[info.provider.fallBack.kind])}
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
            {keyPlaceText(words, info.key)}
            {info.keyBesideData && <span className="soft small">{text.keyBesideData}</span>}
          </Line>
          <Line name={text.version}>{info.version}</Line>
          <Line name={text.models}>
            <span>{text.modelsOf(info.pack.name, info.pack.licence)}</span>
            <ul className={css.models}>
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
    <div className={css.setting}>
      <span className={css.settingName}>{props.name}</span>
      <div className={css.settingValue}>{props.children}</div>
    </div>
  )
}

function Doctor() {
  const { words, format } = useWords()
  const doctor = useDoctor()
  const text = words.settings
  return (
    <div className={css.settingBlock}>
      <div className={css.doctorHead}>
        <p className="soft small">{text.doctorHint}</p>
        {doctor.isPending ? (
          <>
            <progress max={1} value={doctor.share} aria-label={text.doctorRunning} />
            <Button onPress={doctor.cancel}>{words.common.cancel}</Button>
          </>
        ) : (
          <Button onPress={() => doctor.start()}>{text.doctor}</Button>
        )}
      </div>
      <div role="status">
        {doctor.error === null || wasCancelled(doctor.error) ? null : (
          <p className="field-error">{errorWords(words, doctor.error)}</p>
        )}
        {doctor.data === undefined ? null : (
          <>
            <p className={css.doctorAnswer}>{doctor.data.ok ? text.doctorGood : text.doctorBad}</p>
            <ul className={css.checks}>
              {doctor.data.checks.map((check) => (
                <li key={check.name} data-ok={check.ok ? '' : undefined}>
                  <Icon name={check.ok ? 'check' : 'warning'} />
                  <span className="visually-hidden">{check.ok ? text.passed : text.notPassed}</span>
                  <span>{text.checks[check.name]}</span>
                  <span className="soft small">{findingText(words, format, check.finding)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}

function wasCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled'
}
