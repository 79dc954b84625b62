// What a trainer does to the room: files are taken off a fake stick, kept, and others put in their place; and all of it put right again.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type RehearsalFault, rehearsalFaults } from '#shared/rehearsal/faults.ts';
import { practiceHsmSuffix } from '#shared/schemas/cloud-suffixes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { buildBundle, openBundle } from '#core/transfer/bundle.ts';
import { encodeEnvelope, parseEnvelope } from '#core/transfer/envelope.ts';
import { exchangeReferenceOf } from '#core/transfer/certificate-hashes.ts';
import type { PayloadOf } from '#core/transfer/payload.ts';
import {
  flushFolder,
  isTemporaryName,
  makeFolder,
  readWholeFile,
  replaceFile,
  translated,
  writeNewFile,
} from '#platform/files.ts';
import type { Signers } from '../identities.ts';
import { exchangeJwk, issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { namesIn, type RehearsalWorkspace, type TrainerFolder } from './workspace.ts';

const maxKeyBytes = 64 << 10;
const maxFileBytes = 1 << 20;
const dayInSeconds = 86_400;
const hourMs = 3_600_000;

export interface ActionWorld {
  readonly workspace: RehearsalWorkspace;
  readonly trainer: TrainerFolder;
  readonly approved: ApprovedPlan;
  /** Opening identities takes its time, and few actions sign. */
  readonly signers: () => Promise<Signers>;
  readonly now: () => Date;
  /** Whose key or passphrase is damaged: 1 to N. */
  readonly custodian: number;
}

/**
 * Does what a fault needs done to files. By hand there is nothing to do here.
 * @throws REHEARSAL_NOT_YET, REHEARSAL_STILL_WRONG and the file faults: then as much of it may be done as `putRight` undoes
 */
export function inject(fault: RehearsalFault, world: ActionWorld): Promise<void> {
  return actions[fault].inject(world);
}

/** Undoes it: what was kept is back where it was. What was undone before, or never came to be done, stays as it is. @throws the file faults */
export function putRight(fault: RehearsalFault, world: ActionWorld): Promise<void> {
  return actions[fault].putRight(world);
}

interface Action {
  readonly inject: (world: ActionWorld) => Promise<void>;
  readonly putRight: (world: ActionWorld) => Promise<void>;
}

const byHand: Action = { inject: () => Promise.resolve(), putRight: () => Promise.resolve() };

interface Place {
  readonly folder: (world: ActionWorld) => string;
  /** Of the file that is taken; undefined where there is none yet. */
  readonly name: (world: ActionWorld) => Promise<string | undefined> | string;
}

const passphraseFile = 'PRACTICE-passphrase.txt';

const stick = ({ workspace, custodian }: ActionWorld): string => workspace.stick(custodian);
const envelope: Place = { folder: stick, name: () => passphraseFile };
const key: Place = { folder: stick, name: ({ custodian }) => `custodian-${custodian}.key` };
const bundle: Place = {
  folder: ({ workspace }) => workspace.folder.usbIn,
  name: ({ workspace }) => workspace.exchangeBundle(),
};

const actions: Readonly<Record<RehearsalFault, Action>> = {
  'swapped-exchange-key': replacing('swapped-exchange-key', bundle, strangersKey),
  'other-ceremony': replacing('other-ceremony', bundle, ofOtherCeremony),
  'wrong-passphrase': replacing('wrong-passphrase', envelope, (_own, { workspace, custodian }) =>
    readWholeFile(join(workspace.stick(custodian === 1 ? 2 : 1), passphraseFile), maxKeyBytes),
  ),
  // A stick that was pulled too early, or that has grown old: half of the file is there.
  'damaged-stick': replacing('damaged-stick', key, (own) => own.subarray(0, own.length >> 1)),
  'clock-off': {
    inject: ({ workspace }) => writeNewFile(workspace.clockPath, Buffer.from(String(dayInSeconds))),
    putRight: ({ workspace }) => remove(workspace.clockPath),
  },
  'air-gap-lost': byHand,
  'lost-power': byHand,
};

/** An action that takes a file off its stick, keeps it, and puts another under its name. */
function replacing(
  fault: RehearsalFault,
  { folder: folderOf, name: nameOf }: Place,
  falsified: (own: Buffer, world: ActionWorld) => Promise<Uint8Array> | Uint8Array,
): Action {
  return {
    async inject(world) {
      const name = (await nameOf(world)) ?? refuse({ code: 'REHEARSAL_NOT_YET', fault });
      await refuseSecond(fault, name, world);
      const path = join(folderOf(world), name);
      const own = await readWholeFile(path, maxFileBytes);
      const bytes = await falsified(own, world);
      const kept = world.trainer.setAside(fault);
      // What is kept is all that is left of the right file: it must be on the disk before that is taken.
      await translated(visibleText(kept), () => makeFolder(kept));
      await writeNewFile(join(kept, name), own);
      await replaceFile(path, bytes);
    },
    async putRight(world) {
      const kept = world.trainer.setAside(fault);
      const name = (await namesIn(kept)).find((each) => !isTemporaryName(each));
      // It was put right before, or the program ended before anything was taken.
      if (name === undefined) return;
      const folder = folderOf(world);
      // Trainees may have kept the whole stick as evidence: this is another one, then.
      await translated(visibleText(folder), () => makeFolder(folder));
      await replaceFile(join(folder, name), await readWholeFile(join(kept, name), maxFileBytes));
      await remove(join(kept, name));
    },
  };
}

/** What is set aside for one fault is the false file of another, if the second action comes before the first is undone. */
async function refuseSecond(fault: RehearsalFault, name: string, { trainer }: ActionWorld): Promise<void> {
  for (const other of rehearsalFaults) {
    const isTaken = other !== fault && (await namesIn(trainer.setAside(other))).includes(name);
    if (isTaken) refuse({ code: 'REHEARSAL_STILL_WRONG', fault, other });
  }
}

/** What was reported as put right stays so after a power cut. */
const remove = (path: string): Promise<void> =>
  translated(visibleText(path), async () => {
    await rm(path, { force: true });
    await flushFolder(dirname(path));
  });

type ExchangePayload = PayloadOf<'exchange-key'>;

const payloadOf = (bundle: Buffer, { approved }: ActionWorld): ExchangePayload =>
  openBundle(bundle, 'exchange-key', pinnedIdentities(approved.plan)).payload;

/** The same, signed by the same people for another ceremony: a stick of last year. */
async function ofOtherCeremony(bundle: Buffer, world: ActionWorld): Promise<Buffer> {
  const signers = await world.signers();
  const payload = { ...payloadOf(bundle, world), ceremony: 'PRACTICE-OTHER-CEREMONY' };
  return buildBundle(payload, [signers['operator-1'], signers['operator-2']]);
}

/**
 * The attested key of a stranger's HSM in the place of the right one. The stick's carrier has no key of an operator, so the signatures
 * stay what they were.
 */
function strangersKey(bundle: Buffer, world: ActionWorld): Buffer {
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
