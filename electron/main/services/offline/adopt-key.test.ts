// Whether a key on a token may be a custodian's, by what the token says of it: before any PIN. Cards that say so are in three-modules.test.ts.
import { expect, it } from 'vitest';
import { testIdentity } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { refuse } from '#shared/faults/fault.ts';
import { attesting, statement } from '#core/custodian-key/testdata/attestations.ts';
import type { ProcessHost, WorkerProcess } from '#secrets/host/process-host.ts';
import type { Message } from '#secrets/frames.ts';
import { type Adoption, adoptKey } from './adopt-key.ts';

const { privateKey, certificateDer } = testIdentity('custodian-0');
const [told, signer] = [statement(privateKey), attesting()];
const module = { path: '/usr/lib/none.so', environment: {}, reads: [], writes: [] };
const turn: Adoption['turn'] = {
  ...{ keyFile: 'a token', token: { module, token: {}, lastTry: false } },
  passphrase: { from: 'nowhere' },
};

/** A token that is read, and whose key nobody uses. */
async function adopted(parts: readonly Buffer[], attestation: Adoption['attestation']) {
  const asked: unknown[] = [];
  const bare = { ended: Promise.resolve(), stop: () => undefined } as const;
  const read = {
    is: 'read',
    keyId: '01',
    label: 'C1',
    serial: '13952502',
    model: 'YubiKey',
    manufacturer: 'Yubico',
    firmware: '',
  };
  const startLoneKeyWorker = (): WorkerProcess => {
    let request: object = {};
    const answer = (): Message =>
      asked.at(-1) === 'read-token'
        ? { head: { ...read, nonce: Reflect.get(request, 'nonce') as string }, parts: [certificateDer, ...parts] }
        : refuse({ code: 'TOKEN_PIN_MISSING' });
    const receive = (): Promise<Message> => Promise.resolve().then(answer);
    return {
      ...{ ...bare, name: 'token worker', receive },
      send(head) {
        request = head;
        asked.push(Reflect.get(head, 'do'));
      },
      reader: { ...bare, name: 'reader', send: () => undefined, receive: () => new Promise(() => undefined) },
    };
  };
  const host = { startLoneKeyWorker } as Pick<ProcessHost, 'startLoneKeyWorker'> as ProcessHost;
  const given = { turn, attestation, custodian: 'C1', practice: false, at: new Date('2026-11-30') };
  return { fault: await faultOfPromise(adoptKey(host, given)), asked };
}

it.each([
  ['which another than Yubico has signed', [told, signer], 'TOKEN_ATTESTATION_ROOT'],
  ['which nobody has signed', [told], 'TOKEN_ATTESTATION_UNSIGNED'],
] as const)('adopts no key by a statement %s, and asks for no PIN', async (_, parts, code) => {
  const { fault, asked } = await adopted(parts, 'verified');
  expect(fault.code).toBe(code);
  expect(asked).toEqual(['read-token']);
});

it('goes on without a statement, and where people leave it out', async () => {
  for (const [parts, attestation] of [
    [[], 'verified'],
    [[told, signer], 'left-out'],
  ] as const)
    expect(await adopted(parts, attestation)).toEqual({
      fault: { code: 'TOKEN_PIN_MISSING' },
      asked: ['read-token', 'open-token'],
    });
});
