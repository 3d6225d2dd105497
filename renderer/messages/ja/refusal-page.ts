import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in Japanese. */
export const refusalPage: RefusalPageMessages = {
  title: 'このブラウザーではページを開けません',
  why: {
    'not-signed-in': 'Rollcall は、起動時に開いたブラウザーにだけページを表示します。',
    'old-address': 'このアドレスは以前の起動時のもので、すでに無効です。',
  },
  what: 'Rollcall を最後に起動したときに表示されたアドレスを開いてください。アドレスには起動ごとに変わるキーが含まれています。',
  hint: 'アドレスが分からない場合は、rollcall serve をいったん終了し、もう一度起動すると新しいアドレスが表示されます。',
}
