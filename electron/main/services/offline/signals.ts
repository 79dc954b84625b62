// What has happened between two states of the offline app that people who are elsewhere must be called back for.
import type { View } from '#shared/contract/offline/view.ts';
import type { Watched } from '../app/signal.ts';

type Seen = Pick<View, 'alarm'>;

/** Its work takes seconds: nobody turns away from it, and there is nothing to show in the taskbar. */
export const watchedOffline = (before: Seen | undefined, after: Seen): Watched => ({
  signal: before?.alarm === null && after.alarm !== null ? { kind: 'alarm' } : undefined,
  progress: undefined,
});
