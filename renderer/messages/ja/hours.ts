import type { HoursMessages } from '../en/hours.ts'

/** The words of people's own hours at the kiosk, in Japanese. */
export const hours: HoursMessages = {
  hours: {
    title: '自分の勤務時間',
    pinOf: (name) => `${name}さん、暗証番号を入力してください`,
    notMe: '本人ではありません',
    seenOther: 'カメラに別の人が映っています。勤務時間を見られるのはご本人だけです。',
    month: '月',
    worked: '勤務時間',
    daysWorked: '勤務日数',
    balance: '過不足',
    balanceThrough: (day) => `過不足（${day}まで）`,
    toSettle: (days) => `確認が必要な日が ${days} 日あります`,
    request: '修正を申請',
    requestFor: (day) => `${day}の修正を申請`,
    requested: '修正を申請済み',
    askOffice: '担当者にお尋ねください',
    days: '日ごとの記録',
    noDays: 'この月の記録はありません。',
    confirm: (month) => `${month}の勤務時間を確認済みにする`,
    confirmText: 'この勤務時間が正しいことを確認します。確認した日時は担当者に表示されます。',
    confirmed: (time, kiosk) => `この月は確認済みです（${time}、${kiosk}）。`,
    changed: (time, kiosk) => `確認した後に勤務時間が変わりました（確認日時：${time}、${kiosk}）。`,
    again: (month) => `${month}の勤務時間をもう一度確認する`,
    running: '月が終わると確認できます。',
    open: '上の日の問題が解決すると、この月を確認できます。',
    justChanged: '勤務時間が今変わりました。もう一度見てから確認してください。',
    closes: '離れると自動的に閉じます。',
    back: '勤務時間に戻る',
  },
}
