import type { PlainPageMessages } from '../en/plain-page.ts'

/** The words of the pages outside the app: for an unknown browser, and after signing in elsewhere, in Japanese. */
export const plainPage: PlainPageMessages = {
  title: 'このブラウザーではページを開けません',
  why: {
    'not-signed-in': 'Rollcall は、起動時に開いたブラウザーにだけページを表示します。',
    'old-address': 'このアドレスはすでに使われたか、古すぎます。',
  },
  what: 'Rollcall が表示するアドレスは、10分以内に1つのブラウザーで1回だけ使えます。',
  hint: 'rollcall serve を実行しているウィンドウで Enter キーを押すと、新しいアドレスが表示されます。',
  returned: {
    title: 'Rollcall に戻ってください',
    what: '続きは Rollcall のウィンドウで行われます。',
    hint: 'このページは閉じてかまいません。',
  },
}
