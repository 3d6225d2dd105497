import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import { chooseLanguage, loadMessages } from './messages/catalogue.ts'

// Most people use the language of their system, so its words load beside the window's code.
loadMessages(chooseLanguage(navigator.languages).language).catch(() => undefined)
void import('./window.tsx')
