/**
 * Opens the browser's print dialog for a page of HTML, in a frame of its own that runs no script. The page's only style
 * element is allowed by this page's nonce, whose policy holds for the frame too.
 */
export function printPage(page: string): void {
  document.querySelector('#print-page')?.remove()
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  const frame = document.createElement('iframe')
  frame.id = 'print-page'
  frame.sandbox.add('allow-same-origin', 'allow-modals')
  // A frame that is not displayed at all would be printed empty.
  frame.className = 'visually-hidden'
  frame.srcdoc = page.replace('<style>', `<style nonce="${nonce}">`)
  frame.addEventListener('load', () => frame.contentWindow?.print(), { once: true })
  document.body.append(frame)
}
