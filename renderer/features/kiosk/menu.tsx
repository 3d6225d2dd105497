import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { cameraRotations } from '../../../main/contract/settings.ts'
import type { CameraDevice, OpenCamera } from '../../camera/source.ts'
import { rotationOf, withRotation } from '../../camera/turned.ts'
import { useCameraDevices } from '../../camera/use-camera.ts'
import { Choice } from '../../components/choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { address, menuScreens } from '../../route.ts'
import { useChangeSettings, useSettings } from '../settings/queries.ts'

const automatic = 'automatic'

/** The way out of the kiosk and its few settings, hidden behind one large quiet button. */
export function KioskMenu(props: { camera: OpenCamera | null }) {
  const { words } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  return (
    <DialogTrigger>
      <Button className="kiosk-menu-button" aria-label={words.kiosk.menu}>
        <Icon name="menu" size={26} />
      </Button>
      <Popover className="popover kiosk-menu" placement="bottom end">
        <Dialog className="kiosk-menu-content" aria-label={words.kiosk.menu}>
          <nav aria-label={words.navigation.label}>
            {menuScreens
              .filter((screen) => screen !== 'kiosk')
              .map((screen) => (
                <a key={screen} className="side-link" href={address(screen)}>
                  <Icon name={screen} />
                  <span>{words.navigation[screen]}</span>
                </a>
              ))}
          </nav>
          <CameraChoice live={props.camera !== null} />
          {props.camera?.deviceId == null ? null : (
            <RotationChoice device={{ id: props.camera.deviceId, label: props.camera.label }} showLabel />
          )}
          <SwitchInput label={words.kiosk.mirror} value={settings.mirror} onChange={(mirror) => change({ mirror })} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** Which camera is looked through; also on the settings screen. */
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

/** By how much a camera's picture is turned; also on the settings screen. */
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
