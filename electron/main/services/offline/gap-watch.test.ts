// The watch: what is slow in one look holds up no other, and a machine that nobody can watch keeps no share.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noRehearsal } from '#e2e/support/no-rehearsal.ts';
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import type { TrackedHost } from '#secrets/host/tracked-host.ts';
import { EarlierCeremonies } from './ceremony/earlier.ts';
import { OfflineAppState } from './app-state.ts';
import type { EmergencyRecovery } from './emergency/emergency.ts';
import { watch } from './gap-watch.ts';
import { idleMinutes } from './idle-lock.ts';
import { dropSecretsWhileAway } from './left-alone.ts';
import { EarlierSessions } from './session-log.ts';
import { nobody } from './state.ts';
import { VolumeRegister } from './volume-register.ts';

const never = new Promise<never>(() => undefined);
const wlan: WayOut = { kind: 'interface', name: 'wlan0' };
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.useRealTimers();
});

/** An app state in a recovery with one share in memory and the next custodian typing. */
function machine() {
  const world = {
    waysOut: [] as readonly WayOut[],
    media: (): Promise<readonly never[]> => Promise.resolve([]),
    /** When the journal's disk answers. */
    disk: Promise.resolve<unknown>(undefined),
    elapsedMs: 0,
    sleptMs: 0,
    stopped: 0,
    dismissed: 0,
    events: [] as JournalEvent[],
  };
  const now = (): Date => new Date('2026-10-14T10:00:00.000Z');
  const appState = new OfflineAppState({
    app: { version: '1.0.0', build: 'test' },
    practiceOnly: false,
    airGap: () => Promise.resolve(world.waysOut),
    volumes: new VolumeRegister(() => world.media()),
    host: { stopAll: () => void (world.stopped += 1) } as TrackedHost,
    tokenModules: () => Promise.resolve([]),
    sessions: new EarlierSessions('/nowhere'),
    ceremonies: new EarlierCeremonies('/nowhere', noRehearsal()),
    now,
    elapsedMs: () => world.elapsedMs,
    sleptMs: () => world.sleptMs,
    askPassphrase: () => never,
    confirm: () => Promise.reject(new Error('nobody is asked')),
    dismissPassphrase: () => void (world.dismissed += 1),
    pickFolder: () => Promise.resolve(undefined),
    tell: () => undefined,
  });
  const accepted = [
    {
      thumbprint: 'ab'.repeat(21) + 'A',
      fileName: 'c1.key',
      who: '',
      copy: 1 as const,
      atUtc: '2026-10-14T09:10:00.000Z',
    },
  ];
  const note = async (event: JournalEvent): Promise<void> => {
    await world.disk;
    world.events.push(event);
  };
  // Of the session that holds the shares, the watch asks for these alone.
  appState.update({ shares: { accepted, stopCustodian: () => undefined } as never });
  const begin = (): void => {
    // As far as the app state asks it; the ceremony itself has its own tests.
    const emergency = {
      missing: [],
      state: { ...emptyJournal, shares: [certificateSha256Of(accepted[0]!.thumbprint)] },
      noteGap: () => note({ kind: 'air-gap', closed: false, detail: 'wlan0' }),
      dropShares: (reason: 'machine-asleep' | 'screen-locked') => note({ kind: 'shares-gone', reason }),
    } as unknown as EmergencyRecovery;
    appState.update({
      emergency,
      session: { phase: 'running', id: 'EMERGENCY-1', purpose: 'emergency', practice: false },
      custodians: { ...nobody, accepted, turn: { phase: 'passphrase', fileName: 'c2.key' } },
    });
  };
  begin();
  return { appState, world, begin };
}
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('the watch', () => {
  it('sees the gap open and the hands gone while a medium never answers', async () => {
    const { appState, world } = machine();
    world.media = () => never;
    stops.push(watch(appState, 1000));
    await pass(2000);
    world.waysOut = [wlan];
    await pass(2000);
    expect(appState.view.alarm).toEqual({ code: 'AIR_GAP_LOST', waysOut: [wlan], sharesDropped: 1 });
    expect(world.stopped).toBe(1);
  });

  it('ends the turn of who walked away while a medium never answers', async () => {
    const { appState, world } = machine();
    world.media = () => never;
    stops.push(watch(appState, 1000));
    world.elapsedMs = idleMinutes * 60_000;
    await pass(1000);
    expect(appState.view.alarm).toMatchObject({ code: 'CUSTODIAN_IDLE' });
  });

  it('goes on looking while the journal is being written', async () => {
    const { appState, world, begin } = machine();
    world.disk = never;
    stops.push(watch(appState, 1000));
    await pass(1000);
    world.waysOut = [wlan];
    await pass(1000);
    world.waysOut = [];
    await pass(1000);
    expect(appState.view.airGap).toEqual({ phase: 'closed' });
    begin();
    world.waysOut = [wlan];
    await pass(1000);
    expect(world.stopped).toBe(2);
  });

  it('goes on after a look that failed', async () => {
    const { appState, world } = machine();
    world.media = () => Promise.reject(new Error('no'));
    stops.push(watch(appState, 1000));
    await pass(3000);
    expect(appState.view.airGap).toEqual({ phase: 'closed' });
  });

  it('sees by two clocks that the machine slept, where nobody said so', async () => {
    const { appState, world } = machine();
    stops.push(watch(appState, 1000));
    await pass(2000);
    // The clock of the machine is no exact one.
    world.sleptMs = 900;
    await pass(1000);
    expect(appState.view.alarm).toBeNull();
    world.sleptMs += 3_600_000;
    await pass(1000);
    expect(appState.view.alarm).toEqual({ code: 'MACHINE_ASLEEP', sharesDropped: 1 });
  });
});

describe('a machine that nobody watches', () => {
  it.each([
    ['machine-asleep', 'MACHINE_ASLEEP'],
    ['screen-locked', 'SCREEN_LOCKED'],
  ] as const)(
    'keeps no share and no passphrase, and says so on the screen and in the journal: %s',
    async (why, code) => {
      const { appState, world } = machine();
      await dropSecretsWhileAway(appState, why);
      expect(appState.view).toMatchObject({
        alarm: { code, sharesDropped: 1 },
        custodians: { have: 0, accepted: [], turn: { phase: 'nobody' } },
      });
      expect([world.stopped, world.dismissed, appState.holdsShares]).toEqual([1, 1, false]);
      expect(world.events).toEqual([{ kind: 'shares-gone', reason: why }]);
    },
  );

  it('closes the window of an identity, and says nothing where nothing was lost', async () => {
    const { appState, world } = machine();
    appState.update({ shares: undefined, custodians: { ...nobody, accepted: [] } });
    await dropSecretsWhileAway(appState, 'screen-locked');
    expect([appState.view.alarm, world.dismissed, world.events]).toEqual([null, 1, []]);
  });
});
