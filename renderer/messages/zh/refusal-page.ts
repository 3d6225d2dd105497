import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in Simplified Chinese. */
export const refusalPage: RefusalPageMessages = {
  title: '此浏览器无法打开该页面',
  why: {
    'not-signed-in': 'Rollcall 只向启动时打开的浏览器显示页面。',
    'old-address': '此地址来自 Rollcall 之前的一次启动，现已失效。',
  },
  what: '请打开 Rollcall 最近一次启动时显示的地址。地址中含有密钥，每次启动都会更换。',
  hint: '找不到地址？请停止 rollcall serve 并重新启动，它会显示新的地址。',
}
