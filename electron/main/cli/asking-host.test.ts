// Passphrases are taken here and go on as bytes; everything else passes unchanged, and a refusal to type is the answer.
import { describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type { ProcessHost, WorkerProcess } from '#secrets/host/process-host.ts';
import { askingHost } from './asking-host.ts';

/** A host that notes what its processes are sent. */
function notingHost(): { host: ProcessHost; sent: [object, string[]][] } {
  const sent: [object, string[]][] = [];
  const child = {
    send: (head: object, parts: readonly Buffer[] = []): void => void sent.push([head, parts.map(String)]),
    receive: () => Promise.resolve({ head: { is: 'handed-over' }, parts: [] }),
    stop: () => undefined,
    ended: Promise.resolve(),
  };
  const worker = (): WorkerProcess => ({ ...child, name: 'key worker', reader: { ...child, name: 'reader' } });
  const host: ProcessHost = {
    startCombiner: () => ({ ...child, name: 'combiner', startKeyWorker: worker }),
    startLoneKeyWorker: worker,
    startKeyMaker: worker,
  };
  return { host, sent };
}
const fromTerminal = { do: 'take-passphrase', passphrase: { from: 'terminal', prompt: 'Passphrase: ' } };

describe('a host that asks here', () => {
  it('sends a passphrase on as bytes, for every kind of process, and wipes its own copy', async () => {
    const { host, sent } = notingHost();
    const typed: Buffer[] = [];
    const asking = askingHost(host, () => {
      const passphrase = Buffer.from('secret');
      typed.push(passphrase);
      return Promise.resolve(passphrase);
    });
    for (const { reader } of [
      asking.startCombiner().startKeyWorker(),
      asking.startLoneKeyWorker(),
      asking.startKeyMaker(),
    ]) {
      reader.send(fromTerminal);
      await reader.receive();
    }
    const expected = [{ do: 'take-passphrase', passphrase: { from: 'message' } }, ['secret']];
    expect(sent).toEqual([expected, expected, expected]);
    expect(typed.map(String)).toEqual(Array(3).fill('\0'.repeat(6)));
  });

  it('asks nobody where the passphrase comes from elsewhere', async () => {
    const { host, sent } = notingHost();
    const { reader } = askingHost(host, () => Promise.reject(new Error('asked'))).startLoneKeyWorker();
    const head = { do: 'take-passphrase', passphrase: { from: 'file', path: 'passphrase.txt' } };
    reader.send(head);
    await reader.receive();
    expect(sent).toEqual([[head, []]]);
  });

  it('answers with the refusal of who was asked, and sends nothing', async () => {
    const { host, sent } = notingHost();
    const { reader } = askingHost(host, () =>
      Promise.reject(new Refusal({ code: 'PASSPHRASE_CANCELLED' })),
    ).startKeyMaker();
    reader.send(fromTerminal);
    expect(await faultOfPromise(reader.receive())).toEqual({ code: 'PASSPHRASE_CANCELLED' });
    expect(sent).toEqual([]);
  });
});
