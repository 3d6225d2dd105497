import type { KiosksMessages } from '../en/kiosks.ts'

/** The words of the list of kiosks, in Japanese. */
export const kiosks: KiosksMessages = {
  kiosks: {
    allPinsLocked: (until) => `暗証番号の誤りが多いため、すべての受付端末で ${until} まで暗証番号を使えません。`,
    pinsLocked: (kiosk, until) => `「${kiosk}」の暗証番号入力は、誤入力が続いたため ${until} までロックされています。`,
    title: '受付端末',
    text: 'カメラごとにウィンドウを 1 つ使います。名前、出退勤の区別、カメラはそれぞれ設定でき、認識は共有します。',
    add: '受付端末を追加',
    name: '新しい受付端末の名前',
    open: 'ウィンドウを開く',
    direction: '出退勤の区別',
    directions: {
      settings: '設定と同じ',
      toggle: '出勤と退勤を交互に',
      ask: '画面で尋ねる',
      in: '常に出勤',
      out: '常に退勤',
    },
    pin: '暗証番号での打刻',
    pins: { off: 'オフ', number: '社員番号と暗証番号', alone: '暗証番号のみで可' },
    entries: '画面に表示する最近の打刻',
    entriesShown: { photos: '写真あり', names: '名前のみ', none: '表示しない' },
    guests: '来客の受付に使う',
    requests: '打刻忘れの申請に使う',
    hours: '暗証番号で自分の勤務時間を見て確認できる',
    camera: 'カメラ',
    remove: (name) => `${name} を削除`,
    removeTitle: (name) => `${name} を削除しますか？`,
    removeText: '以後、この名前のウィンドウはメインの受付端末と同じ動作になります。打刻記録は残ります。',
    removeAction: '削除',
    fullScreen:
      'ここで追加した受付端末は、全画面では来訪者が設定を開けないようメニューを表示しません。メインの受付端末にはメニューが残ります。F11 キーで全画面を終了します（アカウントがある場合はパスフレーズが必要です）。もう一度押すと戻ります。',
    emptyTitle: '受付端末は 1 つです',
    empty: 'メインの受付端末は常に使えます。カメラを増やすときに追加してください。',
    askTitle: (name) => `${name}さん、どちらですか？`,
  },
}
