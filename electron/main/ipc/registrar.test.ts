// What arrives from a page: the exposed surface is pinned, and thousands of malformed messages are refused one by one.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { channelOf, surfaceOf, type Call, type Contract } from '#shared/contract/define.ts';
import { offlineContract } from '#shared/contract/offline/contract.ts';
import { onlineContract } from '#shared/contract/online/contract.ts';
import { refuse, type Result } from '#shared/faults/fault.ts';
import { bridgeOf } from '../../preload/bridge.ts';
import { register, type SenderEvent } from './registrar.ts';

type Listener = (event: SenderEvent, ...values: unknown[]) => Promise<unknown>;
const ownFrame = { sender: { id: 1 }, senderFrame: { parent: null } };
const callsOf = (contract: Contract) =>
  Object.entries(contract).flatMap(([group, members]) =>
    Object.entries(members).flatMap(([name, member]) => (member.kind === 'call' ? [{ group, name, member }] : [])),
  );

function registered(
  handle: (input: unknown) => unknown,
  onDefect?: (call: string, error: unknown) => void,
  contract: Contract = offlineContract,
) {
  const listeners = new Map<string, Listener>();
  const handlers: Record<string, Record<string, unknown>> = {};
  for (const { group, name } of callsOf(contract)) (handlers[group] ??= {})[name] = handle;
  register(
    {
      ipc: { handle: (channel, listener) => void listeners.set(channel, listener) },
      isOwn: ({ sender, senderFrame }) => sender.id === 1 && senderFrame?.parent === null,
      ...(onDefect ? { onDefect } : {}),
    },
    contract,
    // Their names come from the contract itself; what each takes and gives is what is tested here.
    handlers as never,
  );
  const send = async (call: string, event: SenderEvent, ...values: unknown[]): Promise<string> => {
    const answer = (await listeners.get(call)!(event, ...values)) as Result<unknown>;
    return answer.ok ? 'ok' : answer.fault.code;
  };
  return { send, listeners };
}

describe('the surface that a page sees', () => {
  const surface = (contract: Contract): string =>
    Object.entries(surfaceOf(contract))
      .map(([group, members]) => `${group}: ${Object.entries(members).map(memberLine).sort().join(', ')}`)
      .sort()
      .join('\n');
  const memberLine = ([name, kind]: readonly [string, string]): string =>
    kind === 'call' ? name : `${name} (${kind})`;

  it('is exactly this, offline', () => {
    expect(surface(offlineContract)).toMatchInlineSnapshot(`
      "about: read, save
      activation: checkCopy, confirmDomain, confirmReadBack, exportCertificates, giveUp, makeKey, noteOldSet, proveCopy, takeDomain, writeCopy, writeRegister
      blob: build, confirmReadBack, export
      bundles: countersign, create, readDraft, setAside, verify
      ceremony: closeOff, confirmPlan, exportRecords, open, pair, resume, takeOutcome
      custodians: begin, restart
      custody: beginDraft, check, fillDraft, keepDraft, openDraft, prove, reviseDraft, saveOpenPoints, writeRegister
      emergency: acceptUnattested, begin, build, checkKey, exportRecords, finish, write
      evidence: build, verify
      exchangeKey: acceptUnattested, confirmWords, load
      files: dropped (event), pick, pickMany
      identities: create, show
      journals: except, read
      keys: create
      machine: printSheet, saveSheet, selfTest, sheet
      pairing: compare, show
      papers: preview, print, savePdf
      plans: approve, beginDraft, fillDraft, keepDraft, load, openDraft, reviseDraft, saveOpenPoints, writePlan
      rehearsal: changed (event), enter, follow, inject, list, moveOwner, open, putRight, report
      securityDomain: load
      session: changed (event), closeAlarm, exportLog, finish, leave, noteException, resume, setWallClock, start, view
      settings: begin, choose, signal (event)
      volumes: addFolder, askPracticeOperators, assign, files, makePracticeSet"
    `);
  });

  it('is exactly this, online', () => {
    expect(surface(onlineContract)).toMatchInlineSnapshot(`
      "about: read, save
      account: cancel, refresh, signIn, signOut
      bundles: countersign, create, readDraft, setAside, verify
      consumers: call, check, find, list, savePdf
      custody: beginDraft, check, fillDraft, keepDraft, openDraft, prove, reviseDraft, saveOpenPoints, writeRegister
      deletedHsms: deleteFailed, list, purge, recover
      emergency: change, nameBackup, open, openTrial, saveKey, takeBlob, upload, verify
      evidence: build, verify
      exchange: countersign, exportObservation, fetchAgain, makeBundle, sendOutcome, sendSecurityDomain, takeCountersigned, takeIncoming, takeObservation
      files: dropped (event), pick, pickMany
      identities: create, show
      inventory: export
      journals: except, read
      pairing: compare, show
      papers: preview, print, savePdf
      peers: pair
      plans: approve, beginDraft, fillDraft, keepDraft, load, openDraft, reviseDraft, saveOpenPoints, writePlan
      preFlight: look
      readiness: backUp, export, look, open, saveCard, savePdf
      rehearsal: changed (event), enter, follow, inject, list, moveOwner, open, putRight, report
      roles: assign, list, remove
      session: changed (event), closeAlarm, finish, leave, noteException, open, resume, saveRecords, setWallClock, view
      settings: begin, choose, signal (event)
      steps: activate, backup, canary, create, decide, handOver, identity, initRecovery, observe, restore, resume, stopWaiting, upload, verify
      storage: list
      verification: export, find
      workspaces: make"
    `);
  });

  it.each([
    ['offline', offlineContract],
    ['online', onlineContract],
  ])('has no member that takes a path, a URL or a command, %s', (_, contract) => {
    const names = callsOf(contract).flatMap(({ member }) => Object.keys(shapeOf(member)));
    expect(names.filter((name) => /path|url|command|exec/i.test(name))).toEqual([]);
  });
});

describe('the bridge', () => {
  it('passes one value in, the payload alone out, and unsubscribes', async () => {
    const invoke = vi.fn(() => Promise.resolve('answer'));
    const listeners = new Set<(event: unknown, payload: unknown) => void>();
    const bridge = bridgeOf(
      { group: { action: 'call', changed: 'event' } },
      {
        invoke,
        on: (_channel, listener) => listeners.add(listener),
        removeListener: (_channel, listener) => listeners.delete(listener),
      },
    );
    await (bridge['group']!['action'] as (...values: unknown[]) => Promise<unknown>)('input', 'more');
    expect(invoke).toHaveBeenCalledWith('group.action', 'input');
    const heard = vi.fn();
    const stop = (bridge['group']!['changed'] as (listener: (payload: unknown) => void) => () => void)(heard);
    for (const listener of listeners) listener({ sender: 'electron' }, 'payload');
    expect(heard.mock.calls).toEqual([['payload']]);
    stop();
    expect(listeners.size).toBe(0);
  });
});

describe('the registrar', () => {
  it('refuses every sender but the top frame of our own page', async () => {
    const handle = vi.fn();
    const { send } = registered(handle);
    for (const event of [
      { ...ownFrame, senderFrame: null },
      { ...ownFrame, senderFrame: { parent: {} } },
      { ...ownFrame, sender: { id: 2 } },
    ]) {
      expect(await send('session.view', event, null)).toBe('CALL_SENDER_FOREIGN');
    }
    expect(handle).not.toHaveBeenCalled();
  });

  it('passes a refusal on, and hides what a defect says', async () => {
    const onDefect = vi.fn();
    const { send } = registered(() => refuse({ code: 'VOLUME_UNKNOWN' }));
    expect(await send('session.view', ownFrame, null)).toBe('VOLUME_UNKNOWN');
    const broken = registered(() => {
      throw new Error('with a secret in it');
    }, onDefect);
    const answer = await broken.listeners.get('session.view')!(ownFrame, null);
    expect(answer).toEqual({ ok: false, fault: { code: 'UNEXPECTED', call: 'session.view' } });
    expect(onDefect).toHaveBeenCalledOnce();
  });

  it('refuses a call without a value and a call with two', async () => {
    const { send } = registered(() => null);
    expect(await send('session.view', ownFrame)).toBe('CALL_MALFORMED');
    expect(await send('session.view', ownFrame, null, null)).toBe('CALL_MALFORMED');
    expect(await send('session.view', ownFrame, null)).toBe('ok');
  });

  it('refuses members that the contract does not know', async () => {
    const { send } = registered(() => null);
    const file = 'A'.repeat(22);
    expect(await send('securityDomain.load', ownFrame, { file })).toBe('ok');
    expect(await send('securityDomain.load', ownFrame, { file, path: '/etc/passwd' })).toBe('CALL_MALFORMED');
    expect(await send('securityDomain.load', ownFrame, { file: '../../etc/passwd' })).toBe('CALL_MALFORMED');
  });

  it.each([
    ['offline', offlineContract],
    ['online', onlineContract],
  ])('refuses at least 10,000 malformed messages, %s, and no handler ever hears of one', async (_, contract) => {
    const handle = vi.fn();
    const { send } = registered(handle, undefined, contract);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...callsOf(contract)),
        fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true }),
        async ({ group, name, member }, value) => {
          fc.pre(!fits(member.input, value));
          expect(await send(channelOf(group, name), ownFrame, value)).toBe('CALL_MALFORMED');
          refused += 1;
        },
      ),
      { numRuns: 10_000 },
    );
    expect(refused).toBeGreaterThanOrEqual(10_000);
    expect(handle).not.toHaveBeenCalled();
  });
});

const fits = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

function shapeOf(member: Call): object {
  const { shape } = member.input as { shape?: object };
  return shape ?? {};
}
