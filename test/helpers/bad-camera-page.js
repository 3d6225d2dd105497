// Runs in the page before its own scripts; bad-camera.ts has put photo, mode and share on `badCamera`.
const camera = globalThis.badCamera
const photo = createImageBitmap(new Blob([new Uint8Array(camera.photo)], { type: 'image/jpeg' }))
Object.assign(camera, {
  next: null,
  opened: 0,
  openedAt: 0,
  muted: false,
  track: null,
  mute(muted) {
    camera.muted = muted
    camera.track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'))
  },
  end() {
    camera.track.stop()
    camera.track.dispatchEvent(new Event('ended'))
  },
})

function draw(context, picture, count) {
  context.filter = camera.mode === 'dark' ? 'brightness(4%)' : 'none'
  const black = camera.mode === 'black' || (camera.mode === 'flash' && count % 2 === 0)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = black ? '#000' : '#4a4845'
  context.fillRect(0, 0, 640, 480)
  // A sensor's noise.
  context.fillStyle = `rgb(${count % 5}, 0, 0)`
  context.fillRect(0, 0, 8, 8)
  if (black) return
  if (camera.mode === 'dark') {
    // Nobody: at this light some people are known all the same, and greeted.
    const level = 220 + 30 * (count % 2)
    context.fillStyle = `rgb(${level}, ${level}, ${level})`
    context.fillRect(0, 0, 640, 480)
    // A sensor has noise in the dark as well: without it the picture would be taken for a frozen one.
    const noise = 25 * (count % 7)
    context.fillStyle = `rgb(${noise}, ${noise}, ${noise})`
    context.fillRect(0, 0, 8, 8)
    return
  }
  const side = 480 * camera.share
  context.translate(320 + 30 * Math.sin(count / 11), 240)
  if (camera.mode === 'side') context.rotate(Math.PI / 2)
  context.drawImage(picture, -side / 2, -side / 2, side, side)
}

navigator.mediaDevices.getUserMedia = async () => {
  camera.opened += 1
  camera.openedAt = Date.now()
  camera.mode = camera.next ?? camera.mode
  camera.next = null
  camera.muted = false
  const picture = await photo
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const context = canvas.getContext('2d')
  let count = 0
  const timer = setInterval(() => {
    if (camera.mode === 'frozen' && count > 1) return
    count += 1
    draw(context, picture, count)
  }, 50)
  const stream = canvas.captureStream(20)
  const [track] = stream.getVideoTracks()
  const stop = track.stop.bind(track)
  Object.defineProperty(track, 'muted', { get: () => camera.muted })
  Object.defineProperty(track, 'label', { value: 'Bad camera' })
  track.getSettings = () => ({ deviceId: 'bad-camera' })
  track.stop = () => {
    clearInterval(timer)
    stop()
  }
  camera.track = track
  return stream
}
navigator.mediaDevices.enumerateDevices = async () => [
  { kind: 'videoinput', deviceId: 'bad-camera', label: 'Bad camera' },
]
