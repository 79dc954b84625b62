// A short tone of two notes, made by the page itself: no file, and nothing of the system.

const notesHz = [660, 880] as const;
const noteSeconds = 0.18;

/** Plays it once. A page that nobody has touched yet stays silent. */
export function playTone(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.2;
  volume.connect(audio.destination);
  for (const [at, hz] of notesHz.entries()) {
    const note = audio.createOscillator();
    note.frequency.value = hz;
    note.connect(volume);
    note.start(audio.currentTime + at * noteSeconds);
    note.stop(audio.currentTime + (at + 1) * noteSeconds);
    if (at === notesHz.length - 1) note.onended = () => void audio.close();
  }
}
