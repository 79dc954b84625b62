// An app in which no rehearsal is open and nothing real is at work, for tests.
import { OpenRehearsal } from '#services/app/open-rehearsal.ts';

export const noRehearsal = (): OpenRehearsal =>
  new OpenRehearsal({
    production: () => undefined,
    opened: () => undefined,
    changed: () => undefined,
    enter: () => undefined,
    gapOpen: () => false,
  });
