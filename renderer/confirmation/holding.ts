// A button that works when it was held for as long as it takes to read it once more.
import { holdMs } from '../ui/hold-time.ts';

/** Held with the pointer or the space bar. A space bar that was down before does nothing: its key only repeats. */
export function holding(button: HTMLButtonElement, done: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    delete button.dataset['holding'];
  };
  const start = (): void => {
    if (timer !== undefined || button.disabled) return;
    button.dataset['holding'] = '';
    timer = setTimeout(() => {
      stop();
      done();
    }, holdMs);
  };
  button.addEventListener('pointerdown', start);
  for (const end of ['pointerup', 'pointerleave', 'pointercancel', 'keyup', 'blur']) button.addEventListener(end, stop);
  button.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) start();
  });
}
