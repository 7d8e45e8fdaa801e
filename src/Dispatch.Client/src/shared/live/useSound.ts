import { computed, readonly, ref } from 'vue'
import { remembered } from '@/shared/remembered'

/** hand: something needs a hand now. alarm: possible danger to life. offer: an offer on a phone. done: thank you. */
export type Tone = 'hand' | 'alarm' | 'offer' | 'done'

interface Note {
  hertz: number
  atSeconds: number
  lastsSeconds: number
}

const tones: Record<Tone, Note[]> = {
  hand: [
    { hertz: 660, atSeconds: 0, lastsSeconds: 0.18 },
    { hertz: 880, atSeconds: 0.2, lastsSeconds: 0.28 },
  ],
  alarm: [0, 0.5, 1].flatMap((start) => [
    { hertz: 988, atSeconds: start, lastsSeconds: 0.2 },
    { hertz: 740, atSeconds: start + 0.22, lastsSeconds: 0.2 },
  ]),
  offer: [
    { hertz: 784, atSeconds: 0, lastsSeconds: 0.14 },
    { hertz: 988, atSeconds: 0.16, lastsSeconds: 0.14 },
    { hertz: 1175, atSeconds: 0.32, lastsSeconds: 0.3 },
  ],
  done: [{ hertz: 523, atSeconds: 0, lastsSeconds: 0.2 }],
}

const muted = remembered('muted', false)
const unlocked = ref(false)
let context: AudioContext | null = null

// Browsers make no sound before the first gesture; the first click or key anywhere unlocks it.
function unlock(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  void context.resume().then(() => (unlocked.value = context?.state === 'running'))
}

for (const gesture of ['pointerdown', 'keydown'] as const) {
  window.addEventListener(gesture, unlock, { once: true, passive: true })
}

function play(tone: Tone): void {
  if (muted.value || !context || context.state !== 'running') return
  const start = context.currentTime + 0.02
  for (const note of tones[tone]) sound(context, note, start)
}

function sound(audio: AudioContext, note: Note, start: number): void {
  const oscillator = audio.createOscillator()
  const volume = audio.createGain()
  const begins = start + note.atSeconds
  const ends = begins + note.lastsSeconds
  oscillator.type = 'sine'
  oscillator.frequency.value = note.hertz
  volume.gain.setValueAtTime(0, begins)
  volume.gain.linearRampToValueAtTime(0.25, begins + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, ends)
  oscillator.connect(volume).connect(audio.destination)
  oscillator.start(begins)
  oscillator.stop(ends)
}

/** Tones made in the browser, no files. `waiting`: no gesture yet, so nothing would be heard. */
export function useSound() {
  return { play, muted, waiting: computed(() => !unlocked.value), unlocked: readonly(unlocked), toggle: () => (muted.value = !muted.value) }
}
