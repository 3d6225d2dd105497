import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { OpenCamera } from '../../camera/source.ts'
import { CameraChoice, RotationChoice } from '../../components/camera-choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMay, useSession } from '../../data/use-session.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, menuScreens, screenMethods } from '../../route.ts'
import css from './kiosk.module.css'

/** The way out of the kiosk and its few settings, behind one large button. */
export function KioskMenu(props: { camera: OpenCamera | null }) {
  const { words } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  const session = useSession()
  const may = useMay()
  // Where nobody is signed in, every screen leads to signing in.
  const signedOut = session.role === 'signed-out'
  return (
    <DialogTrigger>
      <Button className={css.kioskMenuButton!} aria-label={words.kiosk.menu}>
        <Icon name="menu" size={26} />
      </Button>
      <Popover className={`popover ${css.kioskMenu}`} placement="bottom end">
        <Dialog className={css.kioskMenuContent!} aria-label={words.kiosk.menu}>
          <nav aria-label={words.navigation.label}>
            {menuScreens
              .filter((screen) => screen !== 'kiosk' && (signedOut || may(screenMethods[screen])))
              .map((screen) => (
                <a key={screen} className="side-link" href={address(screen)}>
                  <Icon name={screen} />
                  <span>{words.navigation[screen]}</span>
                </a>
              ))}
          </nav>
          {session.role === 'owner' ? (
            <>
              <CameraChoice live={props.camera !== null} />
              {props.camera?.deviceId == null ? null : (
                <RotationChoice device={{ id: props.camera.deviceId, label: props.camera.label }} showLabel />
              )}
              <SwitchInput
                label={words.kiosk.mirror}
                value={settings.mirror}
                onChange={(mirror) => change({ mirror })}
              />
            </>
          ) : null}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
