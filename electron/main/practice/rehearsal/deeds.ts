// What a trainer does to the room: files are taken off a fake stick, kept, and others put in their place; and all of it put right again.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { RehearsalFault } from '../../../../shared/rehearsal/faults.ts';
import { encodeCanonicalJson } from '../../core/encoding/canonical-json.ts';
import type { ApprovedPlan } from '../../core/plan/approval.ts';
import { pinnedIdentities } from '../../core/plan/plan-file.ts';
import { buildBundle, openBundle } from '../../core/transfer/bundle.ts';
import { encodeEnvelope, parseEnvelope } from '../../core/transfer/envelope.ts';
import { exchangeReferenceOf } from '../../core/transfer/certificate-hashes.ts';
import type { PayloadOf } from '../../core/transfer/payload.ts';
import { listBundles } from '../../ports/bundle-folder.ts';
import { readWholeFile, writeNewFile } from '../../ports/files.ts';
import type { Signers } from '../drill/identities.ts';
import { exchangeJwk, issueExchangeKey } from '../exchange-key-issuer.ts';
import { practiceHsmSuffix } from '../../../../shared/schemas/atoms.ts';
import type { RehearsalRoom, TrainerFolder } from './room.ts';

const maxKeyBytes = 64 << 10;
const dayInSeconds = 86_400;
const hourMs = 3_600_000;

export interface DeedWorld {
  readonly room: RehearsalRoom;
  readonly trainer: TrainerFolder;
  readonly approved: ApprovedPlan;
  /** Opening identities takes its time, and few deeds sign. */
  readonly signers: () => Promise<Signers>;
  readonly now: () => Date;
  /** Whose key and passphrase are spoilt: 1 to N. */
  readonly custodian: number;
}

/** Does what a fault needs done to files. By hand there is nothing to do here. @throws REHEARSAL_NOT_YET and the file faults */
export function inject(fault: RehearsalFault, world: DeedWorld): Promise<void> {
  return deeds[fault].inject(world);
}

/** Undoes it: what was kept lies where it lay. @throws the file faults */
export function putRight(fault: RehearsalFault, world: DeedWorld): Promise<void> {
  return deeds[fault].putRight(world);
}

interface Deed {
  readonly inject: (world: DeedWorld) => Promise<void>;
  readonly putRight: (world: DeedWorld) => Promise<void>;
}

const byHand: Deed = { inject: () => Promise.resolve(), putRight: () => Promise.resolve() };

const deeds: Readonly<Record<RehearsalFault, Deed>> = {
  'swapped-exchange-key': replacing('swapped-exchange-key', strangersKey),
  'other-ceremony': replacing('other-ceremony', ofOtherCeremony),
  'wrong-passphrase': {
    inject: (world) =>
      exchangeFile(world, 'wrong-passphrase', passphrasePath(world), () =>
        readWholeFile(passphrasePath(world, otherCustodian(world)), maxKeyBytes),
      ),
    putRight: (world) => putBack(world, 'wrong-passphrase', passphrasePath(world)),
  },
  'damaged-stick': {
    inject: (world) =>
      // A stick that was pulled too early, or that has grown old: half of the file is there.
      exchangeFile(world, 'damaged-stick', keyPath(world), (key) => Promise.resolve(key.subarray(0, key.length >> 1))),
    putRight: (world) => putBack(world, 'damaged-stick', keyPath(world)),
  },
  'clock-off': {
    inject: ({ room }) => writeFile(room.clockPath, String(dayInSeconds), { flag: 'wx' }),
    putRight: ({ room }) => rm(room.clockPath),
  },
  'air-gap-lost': byHand,
  'lost-power': byHand,
};

const passphrasePath = ({ room, custodian }: DeedWorld, of = custodian): string =>
  join(room.stick(of), 'PRACTICE-passphrase.txt');
const keyPath = ({ room, custodian }: DeedWorld): string => join(room.stick(custodian), `custodian-${custodian}.key`);
const otherCustodian = ({ custodian }: DeedWorld): number => (custodian === 1 ? 2 : 1);

/** Takes a file off its stick, keeps it, and puts another in its place. */
async function exchangeFile(
  { trainer }: DeedWorld,
  fault: RehearsalFault,
  path: string,
  other: (own: Buffer) => Promise<Uint8Array>,
): Promise<void> {
  const own = await readWholeFile(path, maxKeyBytes * 16);
  const bytes = await other(own);
  await mkdir(trainer.setAside(fault), { recursive: true });
  await writeNewFile(join(trainer.setAside(fault), basename(path)), own);
  // Renamed first and removed last, so that a program that is killed in between has lost nothing.
  const aside = `${path}.taken`;
  await rename(path, aside);
  await writeNewFile(path, bytes);
  await rm(aside);
}

async function putBack({ trainer }: DeedWorld, fault: RehearsalFault, path: string): Promise<void> {
  const own = await readWholeFile(join(trainer.setAside(fault), basename(path)), maxKeyBytes * 16);
  const aside = `${path}.taken`;
  await rename(path, aside);
  await writeNewFile(path, own);
  await rm(aside);
}

type ExchangePayload = PayloadOf<'exchange-key'>;

/** A deed that puts another bundle under the name of the one that lies on the stick. */
function replacing(
  fault: RehearsalFault,
  falsified: (bundle: Buffer, world: DeedWorld) => Promise<Buffer> | Buffer,
): Deed {
  return {
    async inject(world) {
      const { usbIn } = world.room.folder;
      const name = await exchangeBundle(usbIn, fault);
      await exchangeFile(world, fault, join(usbIn, name), async (own) => falsified(own, world));
    },
    async putRight(world) {
      const [name = ''] = await readdir(world.trainer.setAside(fault));
      await putBack(world, fault, join(world.room.folder.usbIn, name));
    },
  };
}

const payloadOf = (bundle: Buffer, { approved }: DeedWorld): ExchangePayload =>
  openBundle(bundle, 'exchange-key', pinnedIdentities(approved.plan)).payload;

/** The same, signed by the same people for another ceremony: a stick of last year. */
async function ofOtherCeremony(bundle: Buffer, world: DeedWorld): Promise<Buffer> {
  const signers = await world.signers();
  const payload = { ...payloadOf(bundle, world), ceremony: 'PRACTICE-OTHER-CEREMONY' };
  return buildBundle(payload, [signers['operator-1'], signers['operator-2']]);
}

/** The last bundle with an exchange key on the stick to the offline machine. */
async function exchangeBundle(usbIn: string, fault: RehearsalFault): Promise<string> {
  const { bundles } = await listBundles(usbIn);
  const name = bundles.findLast((each) => each.endsWith('-exchange-key.bundle.json'));
  return name ?? refuse({ code: 'REHEARSAL_NOT_YET', fault });
}

/**
 * The attested key of a stranger's HSM in the place of the right one. Whoever carries the stick has no key of an operator, so the signatures
 * stay what they were.
 */
function strangersKey(bundle: Buffer, world: DeedWorld): Buffer {
  const payload = payloadOf(bundle, world);
  const key = issueExchangeKey(`practice-stranger${practiceHsmSuffix}`, new Date(world.now().getTime() - hourMs));
  const answer = JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) });
  const observed = { answer: Buffer.from(answer, 'utf8').toString('base64') };
  const { first, second } = payload.body;
  const swapped = {
    ...payload,
    exchange: exchangeReferenceOf(key.certificateDer),
    body: { ...payload.body, first: { ...first, ...observed }, second: { ...second, ...observed } },
  };
  return encodeEnvelope({ ...parseEnvelope(bundle), payload: encodeCanonicalJson(swapped) });
}
