import { describe, expect, it } from 'vitest';
import { noRehearsal } from '#e2e/support/no-rehearsal.ts';
import type { CustodianTurn } from '#shared/contract/offline/custodians-view.ts';
import type { TrackedHost } from '#secrets/host/tracked-host.ts';
import { EarlierCeremonies } from './ceremony/earlier.ts';
import { OfflineAppState } from './app-state.ts';
import { checkIdle, idleMinutes } from './idle-lock.ts';
import { EarlierSessions } from './session-log.ts';
import { VolumeRegister } from './volume-register.ts';

/** An app state with a custodian at the machine, on a clock that a test turns. */
function appState(turn: CustodianTurn) {
  let ms = 0;
  let dismissed = 0;
  let stopped = 0;
  // Somebody sets the machine's clock back, again and again: nobody's turn lasts longer for it.
  const now = (): Date => new Date(Date.UTC(2026, 9, 14) - ms * 1000);
  const own = new OfflineAppState({
    app: { version: '1.0.0', build: 'test' },
    practiceOnly: false,
    airGap: () => Promise.resolve([]),
    volumes: new VolumeRegister(() => Promise.resolve([])),
    host: {
      stopAll: () => {
        stopped += 1;
      },
    } as TrackedHost,
    tokenModules: () => Promise.resolve([]),
    sessions: new EarlierSessions('/nowhere'),
    ceremonies: new EarlierCeremonies('/nowhere', noRehearsal()),
    now,
    elapsedMs: () => ms,
    sleptMs: () => 0,
    askPassphrase: () => Promise.resolve(Buffer.alloc(0)),
    confirm: () => Promise.reject(new Error('nobody is asked')),
    dismissPassphrase: () => {
      dismissed += 1;
    },
    pickFolder: () => Promise.resolve(undefined),
    tell: () => undefined,
  });
  const accepted = [
    { thumbprint: 'thumb', fileName: 'c1.key', who: '', copy: 1 as const, atUtc: '2026-10-14T09:10:00.000Z' },
  ];
  own.update({ custodians: { accepted, turn, who: null, copy: 2 } });
  return {
    own,
    dismissed: () => dismissed,
    stopped: () => stopped,
    wait: (seconds: number): void => {
      ms += seconds * 1000;
      checkIdle(own);
    },
  };
}

describe('the idle lock', () => {
  it('counts down in the last minute, then ends the turn and says so; given shares stay', () => {
    const { own, wait, dismissed } = appState({ phase: 'passphrase', fileName: 'c2.key' });
    wait(idleMinutes * 60 - 61);
    expect(own.view.idleSeconds).toBeNull();
    wait(1);
    expect(own.view.idleSeconds).toBe(60);
    wait(59);
    expect(own.view.idleSeconds).toBe(1);
    expect(dismissed()).toBe(0);
    wait(1);
    expect(own.view.custodians).toMatchObject({ have: 1, turn: { phase: 'nobody' } });
    expect(own.view.alarm).toEqual({ code: 'CUSTODIAN_IDLE', minutes: idleMinutes });
    expect(own.view.idleSeconds).toBeNull();
    expect(dismissed()).toBe(1);
  });

  it('begins again with every key and every step', () => {
    const { own, wait } = appState({ phase: 'choosing' });
    wait(idleMinutes * 60 - 10);
    own.recordActivity();
    expect(own.view.idleSeconds).toBeNull();
    wait(idleMinutes * 60 - 10);
    own.update({ custodians: { ...own.state.custodians, turn: { phase: 'passphrase', fileName: 'c2.key' } } });
    wait(idleMinutes * 60 - 10);
    expect(own.view.custodians.turn.phase).toBe('passphrase');
  });

  it('ends a turn whose key is being opened: a stick that never answers would hold it for ever', () => {
    const { own, wait, stopped } = appState({ phase: 'opening', fileName: 'c2.key' });
    wait(idleMinutes * 60);
    expect(own.view.custodians.turn.phase).toBe('nobody');
    expect(own.view.alarm).toEqual({ code: 'CUSTODIAN_IDLE', minutes: idleMinutes });
    expect(stopped()).toBe(1);
  });

  it('watches whoever makes a key, and ends the maker', () => {
    const { own, wait, dismissed, stopped } = appState({ phase: 'nobody' });
    own.update({ makingKey: 'C1' });
    wait(idleMinutes * 60 - 30);
    expect(own.view.idleSeconds).toBe(30);
    wait(30);
    expect(own.view.alarm).toEqual({ code: 'CUSTODIAN_IDLE', minutes: idleMinutes });
    expect([dismissed(), stopped()]).toEqual([1, 1]);
  });

  it('waits for nobody where nobody is at the screen', () => {
    const { own, wait } = appState({ phase: 'nobody' });
    wait(idleMinutes * 600);
    expect(own.view).toMatchObject({ alarm: null, idleSeconds: null });
  });
});
