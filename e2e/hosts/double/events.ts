// Electron's events: an object with `preventDefault` comes first, what the event is about follows.
import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/** Makes the first argument of a listener. */
export function electronEvent<Params extends object>(params: Params): Electron.Event<Params> {
  let defaultPrevented = false;
  const event = {
    preventDefault: () => {
      defaultPrevented = true;
    },
    get defaultPrevented() {
      return defaultPrevented;
    },
  };
  // Not a spread: that would read the getter once.
  return Object.assign(event, params);
}

/** Emits an event; answers whether a listener has prevented what follows it. */
export function emitPreventable(emitter: EventEmitter, name: string, ...values: readonly unknown[]): boolean {
  const event = electronEvent({});
  emitter.emit(name, event, ...values);
  return event.defaultPrevented;
}
