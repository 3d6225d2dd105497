import type { PlainPageMessages } from '../en/plain-page.ts'

/** The words of the pages outside the app: for an unknown browser, and after signing in elsewhere, in Chinese. */
export const plainPage: PlainPageMessages = {
  title: '此浏览器无法打开该页面',
  why: {
    'not-signed-in': 'Rollcall 只向启动时打开的浏览器显示页面。',
    'old-address': '此地址已被使用，或已过期。',
  },
  what: 'Rollcall 显示的每个地址在十分钟内只能让一个浏览器进入一次。',
  hint: '请在运行 rollcall serve 的窗口中按回车键，它会显示另一个地址。',
  returned: {
    title: '请回到 Rollcall',
    what: '接下来在 Rollcall 的窗口中继续。',
    hint: '您可以关闭此页面。',
  },
}
