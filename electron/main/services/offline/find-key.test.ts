import { expect, it } from 'vitest';
import type { VolumeView } from '#shared/contract/offline/volume-view.ts';
import type { OfflineAppState } from './app-state.ts';
import { KeySearch } from './find-key.ts';
import type { KnownFile } from './volume-register.ts';

const stick = (id: string, role: VolumeView['role']): VolumeView =>
  ({ id, name: id, role, present: true, isFolder: false }) as VolumeView;
const key: KnownFile = {
  path: '/media/C2/custodian-2.key',
  within: '/media/C2',
  volumeId: 'C2',
  name: 'custodian-2.key',
};

it('sees a stick that comes while another one is read', async () => {
  const view = { emergency: {}, volumes: [stick('IN', 'in')], custodians: { who: null, copy: null, accepted: [] } };
  let looks = 0;
  const appState = {
    view,
    update: () => view,
    untilSo: (isSo: () => boolean) =>
      isSo() ? Promise.resolve(undefined) : Promise.reject(new Error('nobody would look again')),
    world: {
      volumes: {
        release: () => undefined,
        assign: () => undefined,
        keysOn: (id: string) => {
          looks += 1;
          if (looks === 1) view.volumes.push(stick('C2', 'none'));
          return Promise.resolve(id === 'C2' ? [key] : []);
        },
      },
    },
  } as unknown as OfflineAppState;
  const search = new KeySearch(appState, true, async ({ until }) => {
    const answer = await until?.(AbortSignal.timeout(60_000));
    return answer as never;
  });
  await expect(search.next()).resolves.toEqual({ file: key });
});
