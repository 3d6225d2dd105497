/** Plays a synthesised sound: two rising tones for yes, one low tone for no. */
export function chime(kind: 'accepted' | 'refused'): void {
  // Browsers log an error for sound before somebody has touched the page.
  if (!navigator.userActivation.hasBeenActive) return
  // Opening the sound device blocks the page (150 ms the first time), so the words are drawn before that.
  if (document.hidden) play(kind)
  else requestAnimationFrame(() => setTimeout(play, 0, kind))
}

function play(kind: 'accepted' | 'refused'): void {
  const context = new AudioContext()
  const tones = kind === 'accepted' ? [659.3, 987.8] : [246.9]
  for (const [index, frequency] of tones.entries()) {
    const start = context.currentTime + index * 0.11
    const oscillator = new OscillatorNode(context, { frequency, type: 'sine' })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.12, start + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.35)
    oscillator.connect(volume).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + 0.4)
  }
  setTimeout(() => void context.close(), 900)
}
