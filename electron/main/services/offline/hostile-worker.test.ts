// A key worker that a hostile key file has taken over, and a combiner that answers for another: on every line to host and combiner, in
// the real processes. Whatever such a worker sends, no blob is built for its key, no share of others is used, and the host goes on.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import {
  realisticData,
  testCustodians,
  testDomain,
  testIdentity,
  unattestedInput,
  writeIdentity,
} from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { eachOfTable } from '#e2e/support/table.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import { proveShare } from './custodian-turn.ts';
import { RecoverySession, takeTimeLimitMs } from './recovery-session.ts';

const custodians = testCustodians(3);
const domain = testDomain(custodians, 2, realisticData());
const hsm = testIdentity('exchange');
const attacker = testIdentity('stranger');

let folder: string;
let sessions: RecoverySession[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-hostile-'));
  sessions = [];
});
afterEach(async () => {
  for (const session of sessions) await session.end();
  rmSync(folder, { recursive: true });
});

/** Frames as the protocol has them, for a process that keeps to nothing else: `send(fd, head, ...parts)`. */
const kit = `
const fs = require('node:fs');
const frame = (head, ...parts) => {
  const pieces = [Buffer.from(typeof head === 'string' ? head : JSON.stringify(head)), ...parts];
  const body = Buffer.concat(pieces.flatMap((p) => { const n = Buffer.alloc(4); n.writeUInt32BE(p.length); return [n, p]; }));
  const n = Buffer.alloc(4); n.writeUInt32BE(body.length);
  return Buffer.concat([n, body]);
};
const send = (fd, head, ...parts) => fs.writeSync(fd, frame(head, ...parts));
const share = Buffer.alloc(64, 2);
let held = Buffer.alloc(0);
const onRequest = (handle) => process.stdin.on('data', (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
    const body = held.subarray(4, 4 + held.readUInt32BE(0));
    held = held.subarray(4 + body.length);
    const size = body.readUInt32BE(0);
    handle(JSON.parse(body.subarray(4, 4 + size).toString()), body.subarray(8 + size));
  }
});
setInterval(() => {}, 1000);
`;
/** The answer of a worker that has opened a share, for a request in \`r\`. */
const opened = `{ is: 'opened', nonce: r.nonce, positions, bits: 2048, modulusHex: 'ab', protection: 'none' }`;

const keyFile = (i: number) => ({
  keyFile: writeIdentity(folder, `custodian-${i}`, custodians[i]!),
  passphrase: { from: 'nowhere' as const },
});

/** The built processes, one of them replaced. The host starts whatever is there. */
function processesWith(name: 'key-worker' | 'token-worker' | 'combiner', script: string): string {
  const processes = join(folder, 'processes');
  mkdirSync(processes, { recursive: true });
  for (const file of ['key-worker.cjs', 'reader.cjs', 'combiner.cjs'])
    copyFileSync(join(builtProgram().custody, file), join(processes, file));
  writeFileSync(join(processes, `${name}.cjs`), `${kit}${script}`);
  return processes;
}

function sessionIn(processes: string): RecoverySession {
  const session = new RecoverySession(childProcessHost(processes), domain, { custodians: 1 });
  sessions.push(session);
  return session;
}

/** A session in which custodian 0 has given a share, and in which the next worker is not ours. */
async function attackedBy(script: string): Promise<RecoverySession> {
  const processes = processesWith('combiner', '');
  copyFileSync(join(builtProgram().custody, 'combiner.cjs'), join(processes, 'combiner.cjs'));
  const session = sessionIn(processes);
  await session.addCustodian(keyFile(0));
  processesWith('key-worker', script);
  return session;
}

/** Everything that the host could keep in the end. */
async function builtOrFault(session: RecoverySession): Promise<string> {
  const fault = await faultOfPromise(session.buildBlob(unattestedInput(hsm)));
  return fault.code;
}

/** The line to the combiner, in a turn whose name the worker knows. */
const onShareLine: readonly (readonly [string, string])[] = [
  [
    'a command to build for a key of its own',
    `send(3, { do: 'build', nonce: r.nonce, positions: [0, 1], claim: CLAIM }, ATTACKER);`,
  ],
  ['a command to load another security domain', `send(3, { do: 'load', nonce: r.nonce }, Buffer.from('{}'));`],
  ['the old form of a share', `send(3, { do: 'take-share', position: 1 }, share);`],
  ['a share of a custodian who has given', `send(3, { do: 'give-shares', turn: r.turn, positions: [0] }, share);`],
  ['two shares for one', `send(3, { do: 'give-shares', turn: r.turn, positions: [1, 2] }, share, share);`],
  ['a share twice in one message', `send(3, { do: 'give-shares', turn: r.turn, positions: [1, 1] }, share, share);`],
  ['a share of another position', `send(3, { do: 'give-shares', turn: r.turn, positions: [2] }, share);`],
  ['no share at all', `send(3, { do: 'give-shares', turn: r.turn, positions: [] });`],
  ['a position without its share', `send(3, { do: 'give-shares', turn: r.turn, positions: [1] });`],
  ['a position that is no number of a share', `send(3, { do: 'give-shares', turn: r.turn, positions: [-1] }, share);`],
  ['a member more', `send(3, { do: 'give-shares', turn: r.turn, positions: [1], extra: 1 }, share);`],
  [
    'a share as large as a book',
    `fs.writeSync(3, frame({ do: 'give-shares', turn: r.turn, positions: [1] }, Buffer.alloc(60000)));`,
  ],
  ['a length of 2 GB', `fs.writeSync(3, Buffer.alloc(64, 0x7f));`],
  ['a head that is not JSON', `send(3, '{');`],
  [
    'a head with a member twice',
    `send(3, '{"do":"give-shares","do":"give-shares","turn":"' + r.turn + '","positions":[1]}', share);`,
  ],
];

describe('a key worker that is not ours, on the line to the combiner', () => {
  eachOfTable(
    onShareLine,
    'ends the taking of shares with %s',
    async (_, attack) => {
      const claim = JSON.stringify(claimFor(attacker));
      const script = `const positions = [1]; onRequest((r) => { ${attack.replace('CLAIM', claim).replace('ATTACKER', `Buffer.from('${attacker.certificateDer.toString('base64')}', 'base64')`)}
      send(1, ${opened}); });`;
      const session = await attackedBy(script);
      expect((await faultOfPromise(session.addCustodian(keyFile(1)))).code).toBe('SHARE_LINE_VIOLATED');
      // The shares of honest custodians are gone too: nothing that this combiner would build is certain any more.
      expect(await builtOrFault(session)).toBe('SHARE_LINE_VIOLATED');
      expect((await faultOfPromise(session.addCustodian(keyFile(2)))).code).toBe('SHARE_LINE_VIOLATED');
    },
    5,
  );

  it('is not waited for where it tells of a share that it did not give', async () => {
    const session = await attackedBy(`const positions = [1]; onRequest((r) => { send(1, ${opened}); });`);
    // The first custodian has given; from here on the host's limit is over at once.
    const wait = setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((passed: () => void, ms?: number) =>
      wait(passed, ms === takeTimeLimitMs ? 0 : ms),
    );
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await faultOfPromise(session.addCustodian(keyFile(1)))).code).toBe('CUSTODY_TIME_LIMIT');
    expect(await builtOrFault(session)).toBe('CUSTODY_TIME_LIMIT');
  });

  it('gives nothing in a turn that it refuses, and nothing in the turn of another', async () => {
    const session = await attackedBy(
      `onRequest((r) => { send(3, { do: 'give-shares', turn: r.turn, positions: [1] }, share);
        send(3, { do: 'give-shares', turn: '${'0'.repeat(32)}', positions: [2] }, share);
        send(1, { is: 'refused', nonce: r.nonce, fault: { code: 'KEY_OPENS_NO_SHARE' } }); });`,
    );
    expect((await faultOfPromise(session.addCustodian(keyFile(1)))).code).toBe('KEY_OPENS_NO_SHARE');
    // What it left on the line is nobody's: the next custodian is honest, and the domain opens with the shares that were really given.
    copyFileSync(join(builtProgram().custody, 'key-worker.cjs'), join(folder, 'processes', 'key-worker.cjs'));
    await session.addCustodian(keyFile(2));
    const { blob, shares } = await session.buildBlob(unattestedInput(hsm));
    expect(shares).toBe(2);
    expect(parseRestoreBlob(blob).exchangeThumbprintS256).toBe(hsm.thumbprintS256);
  });

  it('adds nothing with what it sends after its share', async () => {
    const genuine = join(builtProgram().custody, 'key-worker.cjs');
    // An honest worker in the same process, whose line says more as soon as the share has gone.
    const session = await attackedBy(
      `const write = fs.write; fs.write = (fd, bytes, done) => { if (fd !== 3) return write(fd, bytes, done);
        const twice = Buffer.from(bytes);
        return write(fd, bytes, (error) => { fs.writeSync(3, twice);
          send(3, { do: 'build', nonce: '${'0'.repeat(32)}', positions: [0], claim: {} }); done(error); }); };
      (function () { ${readFileSync(genuine, 'utf8')} })();`,
    );
    await session.addCustodian(keyFile(1));
    copyFileSync(genuine, join(folder, 'processes', 'key-worker.cjs'));
    const fault = await faultOfPromise(session.addCustodian(keyFile(2)));
    expect(fault.code).toBe('SHARE_LINE_VIOLATED');
  });
});

describe('a key worker that is not ours, on the line to the host', () => {
  const replies: readonly (readonly [string, string])[] = [
    [
      'a second question for the passphrase',
      `for (let i = 0; i < 2; i += 1) send(1, { is: 'locked', nonce: r.nonce });`,
    ],
    ['a result for another request', `send(1, { ...${opened}, nonce: '${'1'.repeat(32)}' });`],
    ['a result without the nonce', `send(1, { ...${opened}, nonce: undefined });`],
    ['the answer of a combiner', `send(1, { is: 'built', nonce: r.nonce, datumTags: [], shares: 2 }, share);`],
    ['a share that was given before', `positions = [0]; send(1, ${opened});`],
    ['a position outside of the domain', `positions = [9]; send(1, ${opened});`],
    ['two positions of version 2', `positions = [1, 2]; send(1, ${opened});`],
    ['no position', `positions = []; send(1, ${opened});`],
    ['a thousand answers', `for (let i = 0; i < 1000; i += 1) send(1, { is: 'locked', nonce: r.nonce });`],
    ['an answer as large as a book', `send(1, { ...${opened}, modulusHex: 'ab'.repeat(50000) });`],
  ];
  eachOfTable(
    replies,
    'is ended with %s, and takes no share of others with it',
    async (_, attack) => {
      const session = await attackedBy(`let positions = [1]; onRequest((r) => { ${attack} });`);
      expect((await faultOfPromise(session.addCustodian(keyFile(1)))).code).toBe('CUSTODY_MESSAGE_INVALID');
      copyFileSync(join(builtProgram().custody, 'key-worker.cjs'), join(folder, 'processes', 'key-worker.cjs'));
      await session.addCustodian(keyFile(1));
      expect((await session.checkQuorum()).shares).toBe(2);
    },
    5,
  );
});

describe('a key worker that is not ours, in what it refuses with', () => {
  const refusing = (fault: string): Promise<RecoverySession> =>
    attackedBy(`onRequest((r) => send(1, { is: 'refused', nonce: r.nonce, fault: ${fault} }));`);

  const faults: readonly (readonly [string, string])[] = [
    ['a code that nobody knows', `{ code: 'YOU_HAVE_WON' }`],
    ['the name of a member that all objects have', `{ code: 'constructor' }`],
    ['a code without what its sentence needs', `{ code: 'PEM_SEVERAL_BLOCKS' }`],
    ['another thing in the place of a list', `{ code: 'PEM_SEVERAL_BLOCKS', labels: 7 }`],
    ['a gap that is open', `{ code: 'AIR_GAP_OPEN', waysOut: [{ kind: 'interface', name: 'eth0' }] }`],
    ['an end that the host wanted', `{ code: 'CUSTODY_STOPPED', process: 'key worker' }`],
    ['a fault of the combiner', `{ code: 'SHARES_LOST' }`],
    ['a fault of its reader', `{ code: 'FILE_NOT_FOUND', name: 'C2.key' }`],
    [
      'a custodian who has not come',
      `{ code: 'CUSTODIAN_ALREADY_GIVEN', custodian: ${JSON.stringify(custodians[2]?.thumbprintS256)} }`,
    ],
    ['a refusal in a refusal', `{ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: { toString: 1 } }`],
  ];
  eachOfTable(
    faults,
    'is ended with %s',
    async (_, fault) => {
      const session = await refusing(fault);
      expect((await faultOfPromise(session.addCustodian(keyFile(1)))).code).toBe('CUSTODY_MESSAGE_INVALID');
      copyFileSync(join(builtProgram().custody, 'key-worker.cjs'), join(folder, 'processes', 'key-worker.cjs'));
      await session.addCustodian(keyFile(2));
      expect((await session.checkQuorum()).shares).toBe(2);
    },
    5,
  );

  it('is believed where it names the custodian who has come', async () => {
    const custodian = custodians[0]!.thumbprintS256;
    const session = await refusing(JSON.stringify({ code: 'CUSTODIAN_ALREADY_GIVEN', custodian }));
    const fault = await faultOfPromise(session.addCustodian(keyFile(1)));
    expect(fault).toEqual({ code: 'CUSTODIAN_ALREADY_GIVEN', custodian });
  });

  it('moves no cursor, turns no line around, and fills no screen', async () => {
    const session = await refusing(
      String.raw`{ code: 'PEM_SEVERAL_BLOCKS', labels: ['\u001b[2J', '\u202e', 'A'.repeat(9000)] }`,
    );
    const fault = await faultOfPromise(session.addCustodian(keyFile(1)));
    expect(fault).toEqual({ code: 'PEM_SEVERAL_BLOCKS', labels: ['\\u{1b}[2J', '\\u{202e}', `${'A'.repeat(200)}…`] });
  });
});

describe.each(['key-worker', 'token-worker'] as const)('a %s that is not ours, where a key is proven', (name) => {
  const prove = (answer: string, isChallenged = true): Promise<unknown> => {
    const as = name === 'key-worker' ? '' : `, protection: 'token'`;
    const script = `const positions = [1]; onRequest((r) => send(1, { ...${opened}${as}${answer} }));`;
    const { certificateDer } = custodians[1]!;
    const processes = processesWith(name, script);
    // No module is asked: this worker has an answer to everything.
    writeFileSync(join(processes, 'token.node'), '');
    writeFileSync(join(processes, 'token.sha256'), createHash('sha256').digest('hex'));
    const module = { path: '/usr/lib/none.so', environment: {}, reads: [], writes: [] };
    const token = name === 'token-worker' && { token: { module, token: {}, lastTry: false } };
    return proveShare(childProcessHost(processes), parseSecurityDomain(domain), {
      ...{ ...keyFile(0), ...token },
      ...(isChallenged && { certificateDer }),
    });
  };

  it('is believed where there is no certificate', async () => {
    expect(await prove('', false)).toMatchObject({ positions: [1], isChallenged: false });
  });

  it.each([
    ['no answer', ''],
    ['the answer to nothing', `, answer: '${'0'.repeat(64)}'`],
    ['the challenge as it came', `, answer: r.challenge`],
  ])('does not prove the key of a certificate with %s', async (_, answer) => {
    expect((await faultOfPromise(prove(answer))).code).toBe('CUSTODY_MESSAGE_INVALID');
  });
});

describe('a combiner that is not ours', () => {
  const blobFor = async (key: typeof hsm, domainBytes = domain): Promise<Buffer> => {
    const session = new RecoverySession(custodyInThread(), domainBytes, { custodians: 2 });
    sessions.push(session);
    for (const i of [0, 1]) await session.addCustodian(keyFile(i));
    return (await session.buildBlob(unattestedInput(key))).blob;
  };
  const answering = (
    built: string,
    blob: Buffer,
  ): string => `const blob = Buffer.from('${blob.toString('base64')}', 'base64');
    onRequest((r) => { if (r.do === 'load') send(1, { is: 'loaded', nonce: r.nonce });
      if (r.do === 'take-shares') send(1, { is: 'taken', nonce: r.nonce });
      if (r.do === 'build') ${built}; });`;
  const asBuilt = `send(1, { is: 'built', nonce: r.nonce, datumTags: [], shares: 2 }, blob)`;
  const otherData = testDomain(custodians, 2, [{ datumTag: 'hsm_backup', plaintext: Buffer.from('other') }]);

  const answers: readonly (readonly [string, string, () => Promise<Buffer>, string])[] = [
    ['a blob for the key of an attacker', asBuilt, () => blobFor(attacker), 'RESTORE_BLOB_FOR_OTHER_KEY'],
    ['a blob of other data', asBuilt, () => blobFor(hsm, otherData), 'RESTORE_BLOB_OTHER_DATA'],
    ['what is no blob', asBuilt, () => Promise.resolve(Buffer.from('{}')), 'RESTORE_BLOB_INVALID'],
    [
      'no blob',
      `send(1, { is: 'built', nonce: r.nonce, datumTags: [], shares: 2 })`,
      () => Promise.resolve(Buffer.alloc(0)),
      'CUSTODY_MESSAGE_INVALID',
    ],
    [
      'the answer to a check',
      `send(1, { is: 'checked', nonce: r.nonce, datumTags: [], shares: 2 })`,
      () => Promise.resolve(Buffer.alloc(0)),
      'CUSTODY_MESSAGE_INVALID',
    ],
    [
      'an answer that was sent before',
      `send(1, { is: 'built', nonce: '${'1'.repeat(32)}', datumTags: [], shares: 2 }, blob)`,
      () => blobFor(hsm),
      'CUSTODY_MESSAGE_INVALID',
    ],
  ];
  const givesNobody = async (_: string, built: string, blob: () => Promise<Buffer>, code: string): Promise<void> => {
    const session = sessionIn(processesWith('combiner', answering(built, await blob())));
    await session.addCustodian(keyFile(0));
    expect(await builtOrFault(session)).toBe(code);
  };
  it.each(answers.slice(0, 4))('gives nobody %s', givesNobody);
  // As no blob.
  it.each(answers.slice(4))('gives nobody %s', long, givesNobody);
});

/** The claim that the host would make for this key, as far as it goes with the request. */
function claimFor(key: typeof hsm): object {
  const { mode, use, claim, custodianThumbprintsS256 } = unattestedInput(key);
  return { mode, use, claim, custodianThumbprintsS256 };
}
