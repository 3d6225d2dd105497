import type { CameraMessages } from '../en/camera.ts'

/** The words of a camera that does not work, in Simplified Chinese. */
export const camera: CameraMessages = {
  cameraTroubles: {
    black: { title: '摄像头没有画面。', text: '镜头是否被遮住？' },
    muted: { title: '摄像头已暂停。', text: '隐私开关是否打开？系统会自动重新打开摄像头。' },
    frozen: { title: '画面已卡住。', text: '正在重新打开摄像头。' },
    turned: { title: '摄像头画面似乎转了方向。', text: '请在“设置”中旋转画面。' },
  },
  cameraTitles: {
    'camera-missing': '没有摄像头',
    'camera-refused': '无法使用摄像头',
    'camera-busy': '摄像头正在使用中',
    'camera-lost': '摄像头已断开',
  },
}
