import type { PrivacyMessages } from '../en/privacy.ts'

/** The words about who answers for the use of faces, and what is told about it, in Chinese. */
export const privacy: PrivacyMessages = {
  privacyKiosk: {
    purpose: '本签到台比对人脸，用于记录上下班时间。',
    purposeWithConsent: '本签到台仅在本人同意的情况下比对人脸，用于记录上下班时间。',
    strangers: (days) => (days === 0 ? '不保存陌生人的人脸。' : `陌生人的人脸保存 ${days} 天。`),
    responsible: (operator) => `负责单位：${operator}。`,
    open: '隐私告知',
    code: '完整告知的二维码，可用手机扫描',
    guests: (days) =>
      days === null
        ? '您填写的内容保留到本单位删除为止，不保存您的人脸。'
        : `您填写的内容在您离开 ${days} 天后删除，不保存您的人脸。`,
  },
}
