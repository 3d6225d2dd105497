import { type Session, systemPreferences } from 'electron'
import { isOwnPage } from './page.ts'

/** Allows our own page to use the camera, and refuses every other permission. */
export function allowCameraOnly(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const types = 'mediaTypes' in details ? details.mediaTypes : undefined
    const camera = permission === 'media' && types?.length === 1 && types[0] === 'video'
    if (!camera || !isOwnPage(details.requestingUrl)) answer(false)
    else if (process.platform === 'darwin') void systemPreferences.askForMediaAccess('camera').then(answer)
    else answer(true)
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      permission === 'media' && mediaType === 'video' && isOwnPage(origin),
  )
  session.setDevicePermissionHandler(() => false)
}
