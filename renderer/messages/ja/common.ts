import type { CommonMessages } from '../en/common.ts'

/** The words of the navigation, and of buttons and fields that many screens have, in Japanese. */
export const common: CommonMessages = {
  navigation: {
    label: 'Rollcall',
    kiosk: '受付端末',
    today: '今日の状況',
    people: 'メンバー',
    timesheet: '勤務表',
    corrections: '打刻修正',
    schedules: 'シフト',
    search: '検索',
    log: '打刻記録',
    metric: '距離学習ラボ',
    settings: '設定',
    skip: '本文へ移動',
  },
  common: {
    required: '入力してください。',
    personRequired: 'メンバーを選択してください。',
    discardTitle: '変更を破棄しますか？',
    discardText: '変更は保存されていません。',
    keepEditing: '編集を続ける',
    discard: '破棄',
    cancel: 'キャンセル',
    close: '閉じる',
    done: '完了',
    save: '保存',
    retry: 'もう一度試す',
    dismiss: '閉じる',
    loading: '読み込み中',
    none: 'なし',
    in: '出勤',
    out: '退勤',
    failed: 'うまくいきませんでした',
    erasedPerson: '消去されたメンバー',
  },
}
