import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The window's page. Addresses are relative, so that one build serves http://127.0.0.1 and app://. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React with its accessible controls is one chunk that is loaded at once, from the same machine.
    chunkSizeWarningLimit: 1500,
  },
})
