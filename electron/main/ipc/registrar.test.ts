// What arrives from a page: the exposed surface is pinned, and thousands of malformed messages are refused one by one.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { channelOf, surfaceOf, type Call, type Contract } from '#shared/contract/define.ts';
import { offlineContract } from '#shared/contract/offline/contract.ts';
import { onlineContract } from '#shared/contract/online/contract.ts';
import { passphraseContract } from '#shared/contract/passphrase.ts';
import { refuse, type Result } from '#shared/faults/fault.ts';
import { bridgeOf } from '../../preload/bridge.ts';
import { register, type SenderEvent } from './registrar.ts';

type Listener = (event: SenderEvent, ...values: unknown[]) => Promise<unknown>;
const ownFrame = { senderFrame: { url: 'app://lifeboat/offline.html', parent: null } };
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
      isOwn: (frame) => frame?.parent === null && frame.url.startsWith('app://lifeboat/'),
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
  it('is exactly this, offline', () => {
    expect(surfaceOf(offlineContract)).toMatchInlineSnapshot(`
      {
        "about": {
          "read": "call",
          "save": "call",
        },
        "activation": {
          "checkCopy": "call",
          "confirmDomain": "call",
          "confirmReadBack": "call",
          "exportCertificates": "call",
          "giveUp": "call",
          "makeKey": "call",
          "noteOldSet": "call",
          "proveCopy": "call",
          "takeDomain": "call",
          "writeCopy": "call",
          "writeRegister": "call",
        },
        "blob": {
          "build": "call",
          "confirmReadBack": "call",
          "export": "call",
        },
        "bundles": {
          "countersign": "call",
          "create": "call",
          "readDraft": "call",
          "setAside": "call",
          "verify": "call",
        },
        "ceremony": {
          "closeOff": "call",
          "confirmPlan": "call",
          "exportRecords": "call",
          "open": "call",
          "pair": "call",
          "resume": "call",
          "takeOutcome": "call",
        },
        "custodians": {
          "begin": "call",
          "end": "call",
          "open": "call",
          "openHere": "call",
          "restart": "call",
          "stay": "call",
        },
        "custody": {
          "beginDraft": "call",
          "check": "call",
          "fillDraft": "call",
          "keepDraft": "call",
          "openDraft": "call",
          "prove": "call",
          "reviseDraft": "call",
          "writeRegister": "call",
        },
        "emergency": {
          "acceptUnattested": "call",
          "begin": "call",
          "build": "call",
          "checkKey": "call",
          "exportRecords": "call",
          "finish": "call",
          "write": "call",
        },
        "evidence": {
          "build": "call",
          "verify": "call",
        },
        "exchangeKey": {
          "acceptUnattested": "call",
          "confirmWords": "call",
          "load": "call",
        },
        "files": {
          "pick": "call",
          "pickMany": "call",
        },
        "identities": {
          "create": "call",
          "show": "call",
        },
        "journals": {
          "except": "call",
          "read": "call",
        },
        "keys": {
          "create": "call",
        },
        "machine": {
          "printSheet": "call",
          "saveSheet": "call",
          "selfTest": "call",
          "sheet": "call",
        },
        "pairing": {
          "compare": "call",
          "show": "call",
        },
        "papers": {
          "preview": "call",
          "print": "call",
          "printers": "call",
          "savePdf": "call",
        },
        "plans": {
          "approve": "call",
          "beginDraft": "call",
          "fillDraft": "call",
          "keepDraft": "call",
          "load": "call",
          "openDraft": "call",
          "reviseDraft": "call",
          "writePlan": "call",
        },
        "rehearsal": {
          "changed": "event",
          "enter": "call",
          "follow": "call",
          "inject": "call",
          "list": "call",
          "open": "call",
          "putRight": "call",
          "report": "call",
        },
        "securityDomain": {
          "load": "call",
        },
        "session": {
          "changed": "event",
          "closeAlarm": "call",
          "exportLog": "call",
          "finish": "call",
          "leave": "call",
          "noteException": "call",
          "resume": "call",
          "setWallClock": "call",
          "start": "call",
          "view": "call",
        },
        "settings": {
          "begin": "call",
          "choose": "call",
          "signal": "event",
        },
        "volumes": {
          "addFolder": "call",
          "askPracticeOperators": "call",
          "assign": "call",
          "files": "call",
          "makePracticeSet": "call",
        },
      }
    `);
  });

  it('is exactly this, in the passphrase window', () => {
    expect(surfaceOf(passphraseContract)).toEqual({
      passphrase: { request: 'call', give: 'call', typing: 'call', cancel: 'call' },
    });
  });

  it('is exactly this, online', () => {
    expect(surfaceOf(onlineContract)).toMatchInlineSnapshot(`
      {
        "about": {
          "read": "call",
          "save": "call",
        },
        "account": {
          "cancel": "call",
          "refresh": "call",
          "signIn": "call",
          "signOut": "call",
        },
        "bundles": {
          "countersign": "call",
          "create": "call",
          "readDraft": "call",
          "setAside": "call",
          "verify": "call",
        },
        "custody": {
          "beginDraft": "call",
          "check": "call",
          "fillDraft": "call",
          "keepDraft": "call",
          "openDraft": "call",
          "prove": "call",
          "reviseDraft": "call",
          "writeRegister": "call",
        },
        "deletedHsms": {
          "list": "call",
          "purge": "call",
          "recover": "call",
        },
        "emergency": {
          "nameBackup": "call",
          "open": "call",
          "saveEvidence": "call",
          "saveKey": "call",
          "takeBlob": "call",
          "upload": "call",
          "verify": "call",
        },
        "evidence": {
          "build": "call",
          "verify": "call",
        },
        "exchange": {
          "countersign": "call",
          "exportObservation": "call",
          "fetchAgain": "call",
          "makeBundle": "call",
          "sendOutcome": "call",
          "sendSecurityDomain": "call",
          "takeCountersigned": "call",
          "takeIncoming": "call",
          "takeObservation": "call",
        },
        "files": {
          "pick": "call",
          "pickMany": "call",
        },
        "identities": {
          "create": "call",
          "show": "call",
        },
        "inventory": {
          "export": "call",
        },
        "journals": {
          "except": "call",
          "read": "call",
        },
        "pairing": {
          "compare": "call",
          "show": "call",
        },
        "papers": {
          "preview": "call",
          "print": "call",
          "printers": "call",
          "savePdf": "call",
        },
        "peers": {
          "compare": "call",
          "noteChallenge": "call",
        },
        "plans": {
          "approve": "call",
          "beginDraft": "call",
          "fillDraft": "call",
          "keepDraft": "call",
          "load": "call",
          "openDraft": "call",
          "reviseDraft": "call",
          "writePlan": "call",
        },
        "preFlight": {
          "look": "call",
        },
        "readiness": {
          "backUp": "call",
          "export": "call",
          "look": "call",
          "open": "call",
          "savePdf": "call",
        },
        "rehearsal": {
          "changed": "event",
          "enter": "call",
          "follow": "call",
          "inject": "call",
          "list": "call",
          "open": "call",
          "putRight": "call",
          "report": "call",
        },
        "roles": {
          "assign": "call",
          "list": "call",
          "remove": "call",
        },
        "session": {
          "askPlan": "call",
          "changed": "event",
          "closeAlarm": "call",
          "finish": "call",
          "leave": "call",
          "noteException": "call",
          "open": "call",
          "resume": "call",
          "setWallClock": "call",
          "view": "call",
        },
        "settings": {
          "begin": "call",
          "choose": "call",
          "signal": "event",
        },
        "steps": {
          "activate": "call",
          "attachIdentity": "call",
          "backUp": "call",
          "create": "call",
          "decide": "call",
          "handOver": "call",
          "initRecovery": "call",
          "makeCanary": "call",
          "observe": "call",
          "restore": "call",
          "resume": "call",
          "stopWaiting": "call",
          "upload": "call",
          "verify": "call",
        },
        "storage": {
          "list": "call",
        },
        "verification": {
          "export": "call",
          "find": "call",
        },
        "workspaces": {
          "make": "call",
        },
      }
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
    for (const senderFrame of [
      null,
      { url: 'app://lifeboat/offline.html', parent: {} },
      { url: 'https://evil/', parent: null },
    ]) {
      expect(await send('session.view', { senderFrame }, null)).toBe('CALL_SENDER_FOREIGN');
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
