import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AppError } from '../main/contract/errors.ts'
import { App } from './app.tsx'
import type { Client } from './client/client.ts'
import { electronClient } from './client/electron.ts'
import { httpClient } from './client/http.ts'
import { printPage } from './client/print-page.ts'
import { keepAwake } from './client/wake-lock.ts'

function shellClient(): Client {
  if (window.rollcall !== undefined) return electronClient(window.rollcall)
  return httpClient(document.baseURI, {
    fetch: (...request) => fetch(...request),
    openEvents: (address) => new EventSource(address),
    openWindow: (address) => void open(address, '_blank', 'noopener'),
    print: printPage,
    keepAwake: () => keepAwake(document, navigator.wakeLock),
  })
}

/** A window that was signed out meanwhile learns it by the first call that is refused. */
function onError(error: Error): void {
  if (error instanceof AppError && error.reason === 'sign-in-needed') {
    void queries.invalidateQueries({ queryKey: ['accounts.session'] })
  }
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // The engine is on this machine, so being offline means nothing; a failed call is shown with a button to retry.
    queries: { networkMode: 'always', retry: false, staleTime: 30_000, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always' },
  },
})

const root = document.querySelector('#root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App client={shellClient()} queries={queries} />
    </StrictMode>,
  )
}
