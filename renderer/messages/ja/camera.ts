import type { CameraMessages } from '../en/camera.ts'

/** The words of a camera that does not work, in Japanese. */
export const camera: CameraMessages = {
  cameraTroubles: {
    black: { title: 'カメラに何も映っていません。', text: 'レンズが覆われていませんか？' },
    muted: {
      title: 'カメラが一時停止しています。',
      text: 'プライバシースイッチがオンになっていませんか？ 自動で再開します。',
    },
    frozen: { title: '映像が止まっています。', text: 'カメラを再起動しています。' },
    turned: { title: 'カメラの映像が回転しているようです。', text: '「設定」で映像を回転してください。' },
  },
  cameraTitles: {
    'camera-missing': 'カメラがありません',
    'camera-refused': 'カメラを使用できません',
    'camera-busy': 'カメラは使用中です',
    'camera-lost': 'カメラの接続が切れました',
  },
}
