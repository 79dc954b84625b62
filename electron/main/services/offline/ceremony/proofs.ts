// The security domain that comes back in an activation or a re-wrap: from its bundle alone, for exactly the keys that were made here, and
// proven by every custodian from both copies before the journal is closed.
import { basename, dirname, join } from 'node:path';
import type { SecurityDomainView } from '#shared/contract/offline/security-domain-view.ts';
import { withCopies } from '#shared/register/copies.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { withProofs } from '#shared/register/proofs.ts';
import type { CustodianCopy } from '#shared/faults/activation.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { oldSetStep } from '#core/journal/order/new-keys.ts';
import { copiesOfKey, copyOf } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { securityDomainLoaded } from '#core/journal/records.ts';
import { assertInputsMatch } from '#core/plan/inputs.ts';
import { registerOfPlan } from '#core/register/from-plan.ts';
import { journalProofs } from '#core/register/journal-proofs.ts';
import { encodeRegister, parseRegister } from '#core/register/register-file.ts';
import { assertSharesFor } from '#core/security-domain/custodians.ts';
import { parseSecurityDomain, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import { bundleFileName, claimedType } from '#core/transfer/bundle.ts';
import type { VerifiedBundle } from '#core/transfer/bind.ts';
import { readBundle } from '../../bundles/bundle-folder.ts';
import { keepIncoming } from '../../journal/ceremony-folder.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { proveShare, type TokenKey } from '../custodian-turn.ts';
import type { FileOnMedium } from '../volume-register.ts';
import { askOldSet } from '../questions/ends.ts';
import { askSeals, type SealedCopy } from '../questions/labels.ts';
import type { OfflineWorld } from '../world.ts';
import { type Ceremony, checked } from './ceremony.ts';
import { writtenFile } from '../../app/chosen-files.ts';
import { fileWritten } from './written-files.ts';
import { inspectDomain } from './inspect-domain.ts';
import { certificateOf, ownCertificate, withCopy, withPin } from './new-keys.ts';

type Loaded = Extract<SecurityDomainView, { phase: 'loaded' }>;

/** The security domain of an activation, as it came. */
export interface NewDomain {
  readonly file: Buffer;
  readonly inspected: Loaded;
}

/**
 * Takes the bundle from a stick, verified as the next one for this machine; the file in it must be for the custodians and the quorum of
 * this ceremony. What is wrong is a failed check.
 * @throws BUNDLE_…, PLAN_MISMATCH, SECURITY_DOMAIN_OTHER_CUSTODIANS, the faults of parseSecurityDomain, the file faults
 */
export async function takeDomain(ceremony: Ceremony, { path, within }: FileOnMedium): Promise<NewDomain> {
  const name = basename(path);
  const bytes = await readBundle(dirname(path), name, within);
  const found = claimedType(bytes);
  if (found !== 'security-domain') return refuse({ code: 'BUNDLE_TYPE', expected: 'security-domain', found });
  const kept = await keepIncoming(ceremony.folder, name, bytes);
  const fileSha256 = sha256(bytes).toString('hex');
  const check = { check: 'security-domain-bundle', step: 'A21' };
  // One that was accepted before is opened again, as after a restart.
  const bundle = ceremony.state.accepted.some((each) => each.fileSha256 === fileSha256)
    ? await ceremony.exchange().reopen(kept, name, 'security-domain')
    : await checked(ceremony, check, () => ceremony.exchange().receive(kept, name, 'security-domain'));
  const domain = domainOf(bundle, name);
  await checked(ceremony, { check: 'security-domain', step: 'A21' }, () => assertOfThisCeremony(ceremony, domain));
  await ceremony.append(securityDomainLoaded(domain.file));
  return domain;
}

/** The security domain that the journal says was loaded, from the bundle that was kept; undefined where none was. */
export async function keptDomain(ceremony: Ceremony): Promise<NewDomain | undefined> {
  const { accepted, securityDomain } = ceremony.state;
  const last = accepted.findLast(({ type }) => type === 'security-domain');
  if (last === undefined || securityDomain?.sha256 !== last.content) return undefined;
  const name = bundleFileName({ ceremony: ceremony.plan.ceremony, ...last });
  const place = ceremony.folder.incoming(last.fileSha256);
  return domainOf(await ceremony.exchange().reopen(place, name, 'security-domain'), name);
}

function domainOf({ payload }: VerifiedBundle<'security-domain'>, name: string): NewDomain {
  const file = Buffer.from(payload.body.securityDomain, 'utf8');
  return { file, inspected: inspectDomain(name, file) };
}

function assertOfThisCeremony({ approved: { plan }, state }: Ceremony, { inspected }: NewDomain): void {
  const { required, custodians } = inspected;
  assertInputsMatch(plan, { required, custodians: custodians.length });
  assertSharesFor(custodians, state.keysMade);
}

/**
 * Lets a copy open its share of the new security domain, in a process of its own that forgets it, and notes it.
 * @param token that has the key; undefined where it is on sticks
 * @throws JOURNAL_OUT_OF_ORDER before a passphrase is asked for; CUSTODIAN_COPY_MISSING, KEY_OF_OTHER_CUSTODIAN, PASSPHRASE_…, the
 *   faults of the key file, the share and the worker
 */
export async function proveCopy(
  world: OfflineWorld,
  ceremony: Ceremony,
  file: Buffer,
  which: CustodianCopy,
  token: TokenKey | undefined,
): Promise<void> {
  const certificateSha256 = ceremony.state.keysMade[which.custodian] ?? '0'.repeat(64);
  const event = { kind: 'custodian-proven' as const, certificateSha256, copy: which.copy };
  ceremony.journal.assertMayHappen([event]);
  const domain = parseSecurityDomain(file);
  const certificateDer = await certificateOf(ceremony, which.custodian);
  const open = (turn: Turn): Promise<void> =>
    openOwnShare(world.host, domain, certificateSha256, { ...turn, certificateDer });
  await (token === undefined
    ? withCopy(world, ceremony, { ...which, use: 'share' }, open)
    : withPin(world, ceremony, { ...which, token }, open));
  await ceremony.append(event);
}

type Turn = Parameters<typeof proveShare>[2];

/**
 * Lets a key open its own share in its own process, which forgets it. That it did is never on the word of that process: the turn has the certificate.
 * @param certificate whose key it must be, SHA-256 in hex
 * @throws PLAN_MISMATCH for another certificate, KEY_OF_OTHER_CUSTODIAN, as proveShare
 */
export async function openOwnShare(
  host: ProcessHost,
  domain: SecurityDomain,
  certificate: string,
  turn: Turn & { readonly certificateDer: Buffer },
): Promise<void> {
  const challenged = { ...turn, certificateDer: ownCertificate(turn.certificateDer, certificate) };
  const own = thumbprintOf(certificate);
  const others = domain.shares.flatMap(({ thumbprintS256 }, at) => (thumbprintS256 === own ? [] : [at]));
  try {
    await proveShare(host, domain, challenged, others);
  } catch (error) {
    // To the worker a share that is not expected is one that was taken.
    if (isFaultOf(error, 'CUSTODIAN_ALREADY_GIVEN')) refuse({ code: 'KEY_OF_OTHER_CUSTODIAN', custodian: own }, error);
    throw error;
  }
}

/** Step A23. @throws CUSTODIANS_NOT_PROVEN */
export function assertAllProven(ceremony: Ceremony): void {
  const copies = unproven(ceremony);
  if (copies.length > 0) refuse({ code: 'CUSTODIANS_NOT_PROVEN', copies });
}

const unproven = ({ plan, state }: Ceremony): CustodianCopy[] =>
  plan.custodians.flatMap(({ id }) =>
    copiesOfKey(state, id).flatMap((copy) =>
      state.proven.includes(copyOf(state.keysMade[id] ?? '', copy)) ? [] : [{ custodian: id, copy }],
    ),
  );

/**
 * Notes that the old set of a re-wrap is on the destruction sheet: until every new copy has opened its share, it alone opens anything.
 * @throws OLD_SET_STILL_NEEDED, CALL_OUT_OF_ORDER, CONFIRMATION_NOT_GIVEN
 */
export async function noteOldSet({ confirm }: Pick<OfflineWorld, 'confirm'>, ceremony: Ceremony): Promise<void> {
  if (ceremony.plan.kind !== 're-wrap') {
    refuse({ code: 'CALL_OUT_OF_ORDER', call: 'activation.noteOldSet', needs: 'an old set of keys' });
  }
  const copies = unproven(ceremony);
  if (copies.length > 0) refuse({ code: 'OLD_SET_STILL_NEEDED', copies });
  const values = ['old-sticks', 'old-copies'].map((field) => ({ field, value: 'yes' }));
  const by = await confirm(askOldSet(ceremony));
  await ceremony.append({ kind: 'step-done', step: oldSetStep, by: [...by], values });
}

/**
 * Writes the register of custody, with the proofs of this journal, and the security domain itself to the stick OUT.
 * @throws CUSTODIANS_NOT_PROVEN, VOLUME_ROLE_MISSING, REGISTER_INVALID, the file and medium faults
 */
export async function writeRegister(world: OfflineWorld, ceremony: Ceremony, domain: NewDomain): Promise<void> {
  assertAllProven(ceremony);
  const out = world.volumes.withRole('out');
  const journal = await readWholeFile(ceremony.folder.journal, maxJournalBytes);
  const register = await world.confirm(
    askSeals(ceremony, (sealed) => {
      const begun = registerOfCeremony(ceremony, domain.inspected.file.sha256, sealed);
      // Our own reader checks what people typed.
      return encodeRegister(parseRegister(encodeRegister(withProofs(begun, journalProofs(begun, journal)))));
    }),
  );
  const { ceremony: id } = ceremony.plan;
  const files = [
    { name: `security-domain-${id}.json`, bytes: domain.file },
    { name: `custody-register-${id}.json`, bytes: register },
  ];
  for (const { name, bytes } of files) {
    await writeNewFile(join(out.path, name), bytes);
    await ceremony.append(fileWritten(writtenFile(out.name, name, bytes)));
  }
}

function registerOfCeremony(
  { plan, state }: Ceremony,
  securityDomainSha256: string,
  sealed: readonly SealedCopy[],
): CustodyRegister {
  // Whatever the plan expected, the journal has what came.
  const custodians = plan.custodians.map(({ token: _planned, ...each }) => ({
    ...each,
    certificateSha256: state.keysMade[each.id] ?? null,
  }));
  const register = registerOfPlan({ ...plan, custodians });
  const textOf = (typed: string | undefined): string | null => (typed?.trim() ?? '') || null;
  const seal = (custodian: string, copy: number) => {
    const found = sealed.find((each) => each.custodian === custodian && each.copy === copy);
    return { serial: textOf(found?.serial), bag: textOf(found?.bag) };
  };
  return {
    ...register,
    securityDomainSha256,
    custodians: register.custodians.map((each) => {
      const token = state.tokens[each.id];
      if (token === undefined) return withCopies(each, (copy, at) => ({ ...copy, ...seal(each.id, at + 1) }));
      const { serial, ...described } = token;
      const [only] = each.copies;
      return { ...each, copies: [{ ...only, bag: seal(each.id, 1).bag, serial, token: described }] };
    }),
  };
}
