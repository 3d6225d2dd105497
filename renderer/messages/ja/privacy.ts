import type { PrivacyMessages } from '../en/privacy.ts'

/** The words about who answers for the use of faces, and what is told about it, in Japanese. */
export const privacy: PrivacyMessages = {
  privacyKiosk: {
    purpose: 'ここでは、出退勤の記録のために顔を照合しています。',
    purposeWithConsent: 'ここでは、同意された方に限り、出退勤の記録のために顔を照合しています。',
    strangers: (days) =>
      days === 0 ? '登録していない人の顔は保存しません。' : `登録していない人の顔は ${days} 日間保存します。`,
    responsible: (operator) => `責任者：${operator}`,
    open: 'プライバシー通知',
    code: '通知の全文の QR コード（スマートフォンで読み取れます）',
    guests: (days) =>
      days === null
        ? '受付の内容は、事業所が消去するまで残ります。顔は保存しません。'
        : `受付の内容は、退館から ${days} 日後に消去します。顔は保存しません。`,
  },
}
