// What calls people back offline: something that happened by itself.
import { expect, it } from 'vitest';
import { watchedOffline } from './signals.ts';

it('an alarm calls people back once', () => {
  const alarm = { code: 'SCREEN_RELOADED', reason: 'crashed' } as const;
  expect(watchedOffline({ alarm: null }, { alarm }).signal).toEqual({ kind: 'alarm' });
  expect(watchedOffline({ alarm }, { alarm }).signal).toBeUndefined();
});
