import type { LooksMessages } from '../en/looks.ts'

/** The words of looks at a face that people keep at the kiosk, in Japanese. */
export const looks: LooksMessages = {
  looks: {
    questions: {
      second: {
        ask: (name) => `${name}さん、より確実に認識するため、この画像を残しますか？`,
        about: (days) => `担当者が登録写真と見比べて判断します。${days} 日以内に判断がなければ破棄されます。`,
        keep: '残す',
      },
      models: {
        ask: (name) => `${name}さん、新しい写真を撮影してもよろしいですか？`,
        about: (days) =>
          `顔認識のモデルを変更しますが、新しいモデルで読み取れる写真がありません。この写真を使うかどうかは担当者が判断し、${days} 日以内に判断がなければ破棄されます。`,
        keep: 'はい',
      },
    },
    no: 'いいえ',
    kept: 'ありがとうございます。担当者が判断します。',
    link: '受付端末からの画像',
    title: '受付端末からの画像',
    text: 'これらのメンバーは、受付端末でこの画像を残すことに同意しました。写真が 1 枚しかないか、別のモデルで読み取れる写真がありません。画像が本人だと確認できる場合だけ承認してください。',
    known: '登録写真',
    noPhoto: '登録写真なし',
    seen: '受付端末',
    alike: (similarity) => `類似度 ${similarity}。`,
    forModels: '別のモデルで読み取れる写真がありません。本人を知っている場合だけ承認してください。',
    byPin: '顔ではなく暗証番号で確認されました。',
    notCompared: 'まだ何とも照合されていません。',
    until: (day) => `判断がなければ ${day} に破棄されます。`,
    accept: '承認',
    refuse: '却下',
    accepted: {
      second: (name) => `${name}さんの 2 枚目の写真を登録しました。`,
      models: (name) => `${name}さんの新しい写真を登録しました。`,
    },
    unsafe: 'この画像は破棄されました。登録内容との違いが大きいか、別の人に似すぎています。',
    emptyTitle: '判断待ちの画像はありません',
    empty: 'メンバーが受付端末で画像を残すと、ここで判断を待ちます。',
    setting: '写真が 1 枚だけ、または別のモデルで読み取れる写真がないメンバーに、画像を残すか受付端末で尋ねる',
    second: '2 枚目の写真を追加しますか？',
    secondText: '表情や光を変えたり、眼鏡を外したりした写真があると、認識漏れが 3 分の 1 減ります。',
    later: '今はしない',
  },
}
