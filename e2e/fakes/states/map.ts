// The living map as both apps have it on the way of a recovery, opened: for the gallery and for axe.
import type { Page } from '@playwright/test';
import { type LivingMap, mapOf, type MapPlace, type Seen, startMap } from '#shared/map/map.ts';

const before: Seen = {
  ...{ bundle: 'none', domain: 'loaded', exchange: 'none', blob: 'none', hsm: 'unknown' },
  ...{ shares: 0, proven: 0 },
};
const at = (seen: Partial<Seen>, lit: readonly MapPlace[], wrong: readonly MapPlace[] = []): LivingMap =>
  mapOf({ ...before, ...seen }, 3, { lit, wrong });

/** In the order of a recovery; the names are those of the images in the gallery. */
export const mapStates: Readonly<Record<string, LivingMap>> = {
  'map-start': startMap,
  'map-fetched': at({ exchange: 'fetched', hsm: 'recovery' }, ['online', 'new-hsm']),
  'map-key-on-its-way': at({ exchange: 'handed-over', hsm: 'recovery' }, ['gap', 'offline']),
  'map-two-of-three': at({ exchange: 'agreed', hsm: 'recovery', shares: 2 }, ['custodians', 'offline']),
  'map-blob-on-its-way': at({ exchange: 'agreed', hsm: 'recovery', blob: 'handed-over' }, ['gap', 'online']),
  'map-restoring': at({ exchange: 'agreed', blob: 'uploaded', hsm: 'restore-point' }, ['online', 'new-hsm', 'backup']),
  'map-wrong': at({ exchange: 'agreed', blob: 'received', hsm: 'recovery' }, ['new-hsm'], ['online']),
  'map-over': at({ exchange: 'agreed', blob: 'uploaded', hsm: 'verified' }, []),
  'map-activation': at({ bundle: 'certificates-read', domain: 'on-stick', hsm: 'activated', proven: 1 }, [
    'gap',
    'offline',
  ]),
};

export const openMap = async (page: Page): Promise<void> => page.keyboard.press('F2');
