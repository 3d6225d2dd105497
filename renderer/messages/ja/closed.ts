import type { ClosedMessages } from '../en/closed.ts'

/** The words of the page that stands where the data do not open, in Japanese. */
export const closed: ClosedMessages = {
  closed: {
    reasons: {
      missing: {
        title: 'Rollcall のデータが見つかりません',
        what: 'ここにあったデータベースがなくなったか、空になっています。移動した場合は元に戻してからもう一度お試しください。そうでなければバックアップを復元してください。',
      },
      damaged: {
        title: 'Rollcall のデータが破損しています',
        what: 'データベースを読み取れません。そのまま残してあります。最新のバックアップを復元してください。その後の打刻は含まれません。',
      },
      newer: {
        title: 'このデータには新しい Rollcall が必要です',
        what: 'より新しいバージョンで保存されています。そのバージョンをインストールするか、このバージョンで作成したバックアップを復元してください。',
      },
      keyMissing: {
        title: 'Rollcall のデータはロックされています',
        what: '顔と写真の鍵がありません。鍵ファイルを元に戻すか、回復キーを入力してください。',
      },
      keyWrong: {
        title: 'Rollcall のデータはロックされています',
        what: 'このコンピューターの鍵がデータと一致しません。回復キーを入力するか、正しい鍵ファイルを選択してください。',
      },
      passphrase: {
        title: 'Rollcall のデータはロックされています',
        what: '設定したときのパスフレーズで開けます。',
      },
    },
    folder: 'データフォルダー：',
    key: 'データのロックを解除',
    keyText: '何も置き換えられません。すべてのデータをそのまま開きます。',
    open: '解除する',
    backups: 'バックアップを復元',
    backupsText: '変更の前に内容を確認できます。現在のデータは保管されます。',
    noBackups: (folder) => `${folder} にバックアップはありません。`,
    again: '問題は解決しましたか？',
    againText: 'データやディスクを元に戻した場合は、もう一度開いてください。',
    stillClosed: 'まだ開けません。',
  },
}
