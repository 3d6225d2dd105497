import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in Japanese. */
export const refusalPage: RefusalPageMessages = {
  title: 'このブラウザーではページを開けません',
  why: {
    'not-signed-in': 'Rollcall は、起動時に開いたブラウザーにだけページを表示します。',
    'old-address': 'このアドレスはすでに使われたか、古すぎます。',
  },
  what: 'Rollcall が表示するアドレスは、10分以内に1つのブラウザーで1回だけ使えます。',
  hint: 'rollcall serve を実行しているウィンドウで Enter キーを押すと、新しいアドレスが表示されます。',
}
