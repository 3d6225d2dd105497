import type { ReactNode } from 'react'
import type { MethodName } from '../../main/contract/api.ts'
import { useMay } from '../data/use-session.ts'

/** What is of use only to those who may call a method; nothing for everybody else. */
export function Needs(props: { method: MethodName; children: ReactNode }) {
  return useMay()(props.method) ? props.children : null
}
