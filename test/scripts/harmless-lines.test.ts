import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { isHarmless, passOn } from '../../scripts/harmless-lines.ts'

/** As Electron 33 and 45 print them. */
const harmlessLines = [
  '[7774:1129/063459.381936:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory',
  '[7774:1129/063459.699429:ERROR:bus.cc(407)] Failed to connect to the bus: Could not parse server address: Unknown address type (examples of valid types are "tcp" and on UNIX "unix")',
  '[7774:1129/063459.699429:ERROR:dbus/bus.cc:406] Failed to connect to the bus: Address does not contain a colon',
]

test.each([
  '[7774:1129/063539.006253:ERROR:network_service_instance_impl.cc(613)] Network service crashed, restarting service.',
  'engine: The database is damaged. Failed to connect to the bus: ',
  "(process:7822): GLib-GObject-CRITICAL **: 06:35:01.667: g_object_new_valist: invalid object type 'x'",
  "(process:7822): GLib-GObject-CRITICAL **: 06:35:01.667: g_object_ref: assertion 'G_IS_OBJECT (object)' failed",
  '(node:8011) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to 0 makes TLS connections insecure',
  'Rollcall is already open on this data folder; its window comes to the front.',
])('passed on: %s', (line) => expect(isHarmless(line)).toBe(false))

test('a missing message bus is not told of, everything else is', async () => {
  const from = new PassThrough()
  const to = new PassThrough()
  passOn(from, to)
  from.end(`first\n\nsecond\n\n${harmlessLines.join('\n')}\nlast, without an end`)
  from.on('close', () => setImmediate(() => to.end()))
  expect(await text(to)).toBe('first\n\nsecond\nlast, without an end\n')
})
