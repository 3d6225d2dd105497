import { useQuery } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import type { TemplateId } from '../../main/contract/entities.ts'
import { useClient } from '../client/context.tsx'
import { blobAddress } from './blob-address.ts'
import { initials } from './initials.ts'

/** Returns the URL of a template's photo; null while there is none. Photos never change, so they are read once. */
export function usePhoto(template: TemplateId | null): string | null {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['people.photo', template],
    enabled: template !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      if (template === null) return null
      const { photo } = await client.call('people.photo', { template })
      return photo === null ? null : new Blob([new Uint8Array(photo)], { type: 'image/jpeg' })
    },
  })
  return blobAddress(data ?? null)
}

/** A person's face in a circle, or initials on a colour of their own where there is no photo. */
export function Portrait(props: { name: string; template: TemplateId | null; size?: number; description?: string }) {
  const address = usePhoto(props.template)
  const style = {
    '--size': `${(props.size ?? 40) / 16}rem`,
    '--portrait-ground': `light-dark(hsl(${hue(props.name)} 26% 86%), hsl(${hue(props.name)} 14% 28%))`,
  } as CSSProperties
  return (
    <span className="portrait" style={style}>
      {address === null ? (
        <span aria-hidden="true">{initials(props.name)}</span>
      ) : (
        <img src={address} alt={props.description ?? ''} draggable={false} />
      )}
    </span>
  )
}

function hue(name: string): number {
  let sum = 7
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360
  return sum
}
