import type { ModelsMessages } from '../en/models.ts'

/** The words of the screen of models, in Japanese. */
export const models: ModelsMessages = {
  models: {
    title: 'モデル',
    link: '顔認識に使うモデルと、ほかの選択肢',
    text: '顔認識はモデルパックで動きます。別のパックも、インストールしてここで試せば使えます。',
    list: 'モデルパック',
    states: {
      'in-use': '使用中',
      installed: 'インストール済み',
      incomplete: 'ファイルが不足',
      available: '未インストール',
    },
    licence: 'ライセンス',
    training: '学習データ',
    colours: { green: '自由に利用可', amber: '不明確', red: '制限あり' },
    accuracy: (figures) => `作成者の公表値：${figures}`,
    untried: '当方では未検証です。',
    unmeasured: 'しきい値が測定されていないため、より厳しい値から始めます。',
    add: (pack) => `${pack} をインストール`,
    addShort: 'インストール',
    goOn: 'ダウンロードを再開',
    size: (size) => `ディスク上で ${size}`,
    fromFile: 'ファイルからインストール',
    fromFileTitle: 'ファイルから',
    fromFileText:
      'ネットワークのないコンピューター用です。パックのファイルかアーカイブを選んでください。チェックサムで確認します。',
    anyPack: '説明付きのパック',
    belongsTo: 'ファイルのパック',
    addTitle: (pack) => `${pack} をインストールしますか？`,
    addText: (hosts) =>
      `${hosts} からダウンロードします。相手に伝わるのは、このコンピューターのアドレスと取得するモデルだけです。`,
    accept: '同意してインストール',
    terms: '次の内容に同意し、監査ログに記録します。',
    installed: (pack) => `${pack} をインストールしました。`,
    working: 'モデルをインストールまたは試験しています。',
    done: (share) => `${share} 完了`,
    stop: '停止',
    try: '試す',
    tryLabel: (pack) => `${pack} をサンプル写真で試す`,
    fits: 'ここで使えます',
    unfit: '使えません',
    trial: (found, faces, recognised, again) =>
      `サンプル写真の顔 ${faces} 件中 ${found} 件を検出し、${again} 件中 ${recognised} 件で同じ人と認識しました。`,
    speed: (milliseconds, present) => `顔 1 件につき ${milliseconds} ms、使用中のモデルは ${present} ms です。`,
    use: '使う',
    useLabel: (pack) => `${pack} を使う`,
    askToUse: (pack) => `${pack} を使いますか？`,
    useText:
      '誰も登録されていなければ、すぐに使われます。登録がある場合は、今のモデルで認識を続けながら、保存済みの写真を先に読み取ります。',
    used: 'モデルを使用中、または準備中です。',
    remove: (pack) => `${pack} を削除`,
    removeTitle: 'このモデルを削除しますか？',
    removeText: 'ファイルが削除されます。もう一度インストールできます。',
    removeAction: '削除',
  },
}
