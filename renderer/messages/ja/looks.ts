import type { LooksMessages } from '../en/looks.ts'

/** The words of second looks at a face, in Japanese. */
export const looks: LooksMessages = {
  looks: {
    ask: (name) => `${name}さん、より確実に認識するため、この画像を残しますか？`,
    askText: (days) => `担当者が登録写真と見比べて判断します。${days} 日以内に判断がなければ破棄されます。`,
    keep: '残す',
    no: '残さない',
    kept: 'ありがとうございます。担当者が判断します。',
    link: '受付端末からの画像',
    title: '受付端末からの画像',
    text: '写真が 1 枚しかないメンバーが、受付端末でこの画像を残すことに同意しました。同じ人だと確認できる場合だけ承認してください。',
    known: '登録写真',
    noPhoto: '登録写真なし',
    seen: '受付端末',
    alike: (similarity) => `類似度 ${similarity}。`,
    until: (day) => `判断がなければ ${day} に破棄されます。`,
    accept: '承認',
    refuse: '却下',
    accepted: (name) => `${name}さんの 2 枚目の写真を登録しました。`,
    unsafe: 'この画像は破棄されました。登録写真との違いが大きいか、別の人に似すぎています。',
    emptyTitle: '判断待ちの画像はありません',
    empty: '写真が 1 枚しかないメンバーが受付端末で画像を残すと、ここで判断を待ちます。',
    setting: '写真が 1 枚のメンバーに、2 枚目の画像を残すか受付端末で尋ねる',
    second: '2 枚目の写真を追加しますか？',
    secondText: '表情や光を変えたり、眼鏡を外したりした写真があると、認識漏れが 3 分の 1 減ります。',
    later: '今はしない',
  },
}
