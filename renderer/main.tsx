import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import { chooseLanguage, loadMessages } from './messages/catalogue.ts'

// Most people use the language of their system: its words are read beside the window's code, not after it.
loadMessages(chooseLanguage(navigator.languages).language).catch(() => undefined)
void import('./window.tsx')
