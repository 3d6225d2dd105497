import type { PrivacyMessages } from '../en/privacy.ts'

/** The words about who answers for the use of faces, and what is told about it, in Japanese. */
export const privacy: PrivacyMessages = {
  privacy: {
    title: 'プライバシー',
    link: 'プライバシー通知、保存期間、国や地域のルール。',
    text: '顔の利用についてメンバーに知らせる内容です。現在の設定から作成されます。',
    documents: '印刷または公開するページ',
    documentsText: '毎回新しく作成され、現在の設定を示します。責任者は「同意」で入力します。',
    documentNames: {
      notice: {
        name: 'プライバシー通知',
        hint: '顔を照合されるすべての人へ：目的、法的根拠、保存する情報と期間、受け取る相手、権利。',
      },
      retention: { name: 'データの保存期間', hint: '公開する方針：種類ごとの保存期間と消去の方法。' },
      assessment: {
        name: '評価のための資料',
        hint: '個人情報保護の責任者と従業員代表へ：データの流れ、権限、この事業所での誤りの割合、リスク、記入が必要な項目。',
      },
    },
    print: '印刷',
    savePdf: 'PDF で保存',
    saved: (file) => `${file} として保存しました。`,
    language: 'ページの言語',
    country: '国や地域',
    countryText:
      'Rollcall が把握しているルールに照らして設定を確認します。それぞれに根拠を示します。法的助言ではなく、すべてを網羅するものでもありません。',
    noCountry: '選択しない',
    choose: (country, changes) => (changes === 0 ? `${country}を選択` : `${country}：${changes} 件の設定を変更`),
    chooseNone: 'ルールを確認しない',
    chosen: '保存しました。',
    changes: '選択すると変わる設定',
    noChanges: '選択しても設定は変わりません。',
    setting: '設定',
    before: '現在',
    after: '変更後',
    because: '理由',
    source: (source, checked) => `${source}（${checked} に確認）`,
    broken: (rules) => `守られていないルール ${rules} 件`,
    states: { kept: '守られている', broken: '守られていない', office: 'ご確認ください' },
  },
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
