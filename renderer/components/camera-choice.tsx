import { cameraRotations } from '../../main/contract/settings.ts'
import type { CameraDevice } from '../camera/source.ts'
import { rotationOf, withRotation } from '../camera/turned.ts'
import { useCameraDevices } from '../camera/use-camera.ts'
import { useChangeSettings, useSettings } from '../data/use-settings.ts'
import { useWords } from '../messages/use-words.tsx'
import { Choice } from './choice.tsx'

const automatic = 'automatic'

/** A choice of the camera to use. */
export function CameraChoice(props: { live: boolean; hideLabel?: boolean }) {
  const { words } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  const devices = useCameraDevices(props.live)
  const options = [
    { value: automatic, label: words.kiosk.cameraAutomatic },
    ...devices.map((device, index) => ({
      value: device.id,
      label: device.label || words.kiosk.cameraUnnamed(index + 1),
    })),
  ]
  const chosen = options.some((option) => option.value === settings.camera) ? settings.camera : null
  return (
    <Choice
      label={words.kiosk.camera}
      showLabel={props.hideLabel !== true}
      options={options}
      value={chosen ?? automatic}
      onChange={(value) => change({ camera: value === automatic ? null : value })}
    />
  )
}

/** A choice of how a camera's picture is turned. */
export function RotationChoice(props: { device: CameraDevice; showLabel?: boolean }) {
  const { words } = useWords()
  const { turnedCameras } = useSettings()
  const change = useChangeSettings()
  return (
    <Choice
      label={words.kiosk.rotation}
      showLabel={props.showLabel === true}
      options={cameraRotations.map((degrees) => ({ value: String(degrees), label: words.kiosk.rotations[degrees] }))}
      value={String(rotationOf(props.device, turnedCameras))}
      onChange={(value) => {
        const degrees = cameraRotations.find((one) => String(one) === value) ?? 0
        change({ turnedCameras: withRotation(props.device, degrees, turnedCameras) })
      }}
    />
  )
}
