import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Builds the window's page. Addresses are relative, so that one build serves http://127.0.0.1 and app://. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), preloadWindow()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React and its accessible controls are one chunk, which is loaded at once from the same machine.
    chunkSizeWarningLimit: 1500,
  },
})

/** Makes the page request the window's code at once, instead of after main.tsx has loaded the words. */
function preloadWindow(): Plugin {
  return {
    name: 'preload-window',
    apply: 'build',
    transformIndexHtml(_html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((each) => each.type === 'chunk')
      const window = chunks.find(({ name }) => name === 'window')
      if (window === undefined) throw new Error('The window has no chunk of its own.')
      const entry = chunks.find(({ isEntry }) => isEntry)
      return [window.fileName, ...window.imports]
        .filter((file) => file !== entry?.fileName)
        .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` } }))
    },
  }
}
