// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { SecondStep } from '../../../../renderer/features/accounts/second-step.tsx'
import { show } from '../../show.tsx'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const address = `otpauth://totp/Rollcall:Ada?issuer=Rollcall&secret=${secret}&algorithm=SHA1&digits=6&period=30`

/** Which modules a path of rectangles fills. */
function modulesOf(path: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    modules[Number(y)]!.fill(true, Number(x), Number(x) + Number(width))
  }
  return modules
}

test('the secret is there to be scanned, and as text', async () => {
  await show(<SecondStep on={false} onClose={() => undefined} />, {
    'accounts.beginSecondStep': () => ({ secret, address }),
  })
  const code = await screen.findByRole('img', { name: 'Address for an authenticator app' })
  const size = Number(code.getAttribute('viewBox')!.split(' ')[3])
  const [white, black] = [...code.querySelectorAll('path')].map((path) => path.getAttribute('d')!)
  expect(white).toBe(`M0 0h${size}v${size}H0z`)
  const modules = modulesOf(black!, size)
  expect(modules).toEqual(encode(address, { ecc: 'M', border: 4 }).data)
  // Four white modules around it, and the square in its corner by which a reader finds it.
  expect(modules.slice(0, 4).flat()).not.toContain(true)
  expect(modules[4]!.slice(4, 12)).toEqual([true, true, true, true, true, true, true, false])
  expect(modules[5]!.slice(4, 12)).toEqual([true, false, false, false, false, false, true, false])
  expect(screen.getByLabelText('Secret').textContent).toBe(secret.match(/.{4}/g)!.join(' '))
})
