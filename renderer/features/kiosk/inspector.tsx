import { useEffect, useRef } from 'react'
import type { FrameFace, FrameResult } from '../../../main/contract/frame-result.ts'
import { alignedPoints, fitSimilar } from '../../camera/crop.ts'
import { placeBox } from '../../camera/overlay.ts'
import { useFullName } from '../../components/person-name.tsx'
import { useWords } from '../../messages/use-words.tsx'
import inspectorCss from './inspector.module.css'
import kioskCss from './kiosk.module.css'

/** A panel for administrators: what the engine sees in the newest frame, and how long it took. */
export function Inspector(props: { video: HTMLVideoElement; result: FrameResult; mirrored: boolean }) {
  const { words, format } = useWords()
  const fullName = useFullName()
  const { result } = props
  const text = words.inspector
  const milliseconds = (value: number) => text.milliseconds(value.toFixed(1))
  const total = result.stages.reduce((sum, stage) => sum + stage.milliseconds, 0)
  return (
    <>
      <Points result={result} mirrored={props.mirrored} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls, also by keyboard */}
      <section className={inspectorCss.inspector} aria-label={text.title} tabIndex={0}>
        {result.faces.length === 0 ? <p>{text.nobody}</p> : null}
        {result.faces.slice(0, 2).map((face) => (
          <article key={face.track} aria-label={text.face(face.track)}>
            <div className={inspectorCss.inspectorHead}>
              <Crop video={props.video} frame={result} face={face} />
              <dl>
                <Row name={text.face(face.track)} value={stateWords(face)} />
                <Row name={text.detection} value={format.similarity(face.detection)} />
                <Row name={text.pose} value={poseWords(face)} />
                <Row
                  name={text.liveness}
                  value={face.liveness === null ? text.notMeasured : format.similarity(face.liveness.real)}
                />
                {face.liveness?.models?.map(({ model, real }) => (
                  <Row key={model} name={model} value={format.similarity(real)} />
                ))}
                <Row name={text.frozen} value={cue(face.liveness?.cues.frozen)} />
                <Row name={text.planar} value={cue(face.liveness?.cues.planar)} />
              </dl>
            </div>
            <h2>{text.quality}</h2>
            <dl>
              <Row
                name={text.quality}
                value={face.quality === null ? text.notMeasured : format.number(face.quality.score)}
              />
              {face.quality?.components.map(({ name, score, reason }) => (
                <Row
                  key={name}
                  name={text.components[name]}
                  value={format.number(score)}
                  share={score / 100}
                  low={reason !== null}
                />
              ))}
            </dl>
            <h2>{text.candidates}</h2>
            <dl>
              {face.candidates.map(({ person, similarity }) => (
                <Row
                  key={person.id}
                  name={fullName(person)}
                  value={format.similarity(similarity)}
                  share={Math.max(0, similarity)}
                />
              ))}
            </dl>
          </article>
        ))}
        <h2>{text.stages}</h2>
        <dl>
          {result.stages.map(({ name, milliseconds: took }) => (
            <Row key={name} name={name} value={milliseconds(took)} share={took / total} />
          ))}
          <Row name={text.total} value={milliseconds(total)} />
        </dl>
      </section>
    </>
  )

  function stateWords({ state }: FrameFace): string {
    if (state.kind === 'looking') return words.kiosk.looking
    const { decision } = state
    return decision.kind === 'known' ? fullName(decision.person) : words.search[decision.kind]
  }

  function poseWords({ pose }: FrameFace): string {
    if (pose === null) return text.notMeasured
    return [pose.yaw, pose.pitch, pose.roll].map((angle) => text.degrees(angle.toFixed(0))).join(' ')
  }

  function cue(value: number | null | undefined): string {
    return value === null || value === undefined ? text.notMeasured : format.similarity(value)
  }
}

function Row(props: { name: string; value: string; share?: number; low?: boolean }) {
  return (
    <div className={inspectorCss.inspectorRow} data-low={props.low === true ? '' : undefined}>
      <dt>{props.name}</dt>
      <dd>
        {props.value}
        {props.share === undefined ? null : (
          <span className={inspectorCss.inspectorBar} style={{ width: `${Math.min(1, props.share) * 100}%` }} />
        )}
      </dd>
    </div>
  )
}

/** The face as the embedder gets it: turned and scaled so that eyes and mouth are at fixed places. */
function Crop(props: { video: HTMLVideoElement; frame: FrameResult; face: FrameFace }) {
  const { words } = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { video, frame, face } = props
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    const { a, b, e, f } = fitSimilar(face.points, alignedPoints)
    context.setTransform(a, b, -b, a, e, f)
    context.drawImage(video, 0, 0, frame.width, frame.height)
  }, [video, frame, face])
  return (
    <canvas
      ref={canvas}
      className={inspectorCss.inspectorCrop}
      width={112}
      height={112}
      role="img"
      aria-label={words.inspector.crop}
    />
  )
}

/** The five landmarks of every face, on the live picture. */
function Points(props: { result: FrameResult; mirrored: boolean }) {
  const { result } = props
  return (
    <div className={kioskCss.faces} aria-hidden="true">
      {result.faces.flatMap((face) =>
        face.points.map((point, index) => {
          const size = { width: innerWidth, height: innerHeight }
          const { x, y } = placeBox({ ...point, width: 0, height: 0 }, result, size, props.mirrored)
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place among the five
              key={`${face.track} ${index}`}
              className={inspectorCss.inspectorPoint}
              style={{ transform: `translate(${x}px, ${y}px)` }}
            />
          )
        }),
      )}
    </div>
  )
}
