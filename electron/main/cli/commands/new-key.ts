// `lifeboat new-key`: the keys of new custodians in an activation or a re-wrap, under the journal of the offline machine: made onto two sticks and
// checked from each, or adopted from a token; and proven with the security domain that comes back.
import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { isDerSequence } from '#core/encoding/der.ts';
import { encodePem, pickPemBlock, readPemBlocks } from '#core/encoding/pem.ts';
import { securityDomainLoaded } from '#core/journal/records.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { assertPlanOfJournal } from '#core/plan/facts.ts';
import { assertInputsMatch } from '#core/plan/inputs.ts';
import { assertSharesFor } from '#core/security-domain/custodians.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { assertLoadedDomain } from '#services/offline/recovery-session.ts';
import { readToken } from '#services/offline/adopt-key.ts';
import {
  assertMayAdopt,
  assertTwoSticks,
  copyName,
  copyNamed,
  keyOnToken,
  ownCertificate,
  sticksDiffer,
} from '#services/offline/ceremony/new-keys.ts';
import { openOwnShare } from '#services/offline/ceremony/proofs.ts';
import { certificateBeside } from '#services/offline/certificate-beside.ts';
import { checkCopy } from '#services/offline/check-copy.ts';
import { requireClosedGap } from '#services/offline/closed-gap.ts';
import { makeKey } from '#services/offline/make-key.ts';
import { airGap } from '#platform/air-gap/air-gap.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { mediumOf } from '#platform/volumes/medium.ts';
import { media } from '#platform/volumes/mounts.ts';
import type { JournalFile } from '#services/journal/journal-file.ts';
import { noteReadBack } from '#services/bundles/note-read-back.ts';
import { loadPlan, passphraseSource, reopened, withJournal } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { adoptAtTurn, keyIdText, withoutAttestationText } from '../adopted-key.ts';
import { type KeyTurn, takeTurn } from '../custodian-turns.ts';
import { readDomainFile } from '../input-files.ts';
import type { CommandResult } from '../output.ts';
import { askedHash, printedSha256, type PlanOptions, withPlan } from '../printed-values.ts';
import { row, fingerprintLines } from '../row.ts';
import { needed, refuseUsage } from '../usage.ts';

const maxCertificateBytes = 64 * 1024;

interface KeyOptions extends PlanOptions {
  readonly journal: string;
  readonly custodian: string;
  readonly passwordFile?: string;
}
interface CreateOptions extends KeyOptions {
  readonly out: string;
  readonly secondCopy: string;
  readonly bits: string;
  readonly confirmedBy?: readonly string[];
}
interface AdoptOptions extends KeyOptions {
  readonly out: string;
  readonly keyId?: string;
  readonly withoutAttestation?: boolean;
}
interface CopyOptions extends KeyOptions {
  readonly copy: string;
  readonly key: string;
}

export function registerNewKey(program: Command, context: CommandContext): void {
  const group = program.command('new-key').description('Keys of new custodians, in an activation or a re-wrap.');
  const inCeremony = (command: Command): Command =>
    withPlan(command).requiredOption('--journal <file>', 'journal of this machine');
  const ofCustodian = (command: Command): Command =>
    inCeremony(command)
      .requiredOption('--custodian <id>', 'the custodian of the plan, C1 to C10')
      .option('--password-file <file>', 'the passphrase or PIN; without it, the terminal asks');
  const ofCopy = (command: Command): Command =>
    ofCustodian(command)
      .addOption(new Option('--copy <n>', 'which of the two copies').choices(['1', '2']).makeOptionMandatory())
      .requiredOption('--key <file>', 'the key on that stick, or its token (pkcs11:…)');
  answers(
    ofCustodian(group.command('create').description('Make a key, encrypted, and write it to two sticks.'))
      .requiredOption('--out <folder>', 'the first stick')
      .requiredOption('--second-copy <folder>', 'the second stick')
      .option('--confirmed-by <names...>', 'two people who see two sticks, where the system does not tell them apart')
      .addOption(new Option('--bits <bits>', 'size of the RSA key').choices(['3072', '4096']).default('4096')),
    context,
    (options: CreateOptions) => create(options, context),
  );
  answers(
    ofCustodian(
      group
        .command('adopt <token>')
        .description('Adopt a key that is on a token: prove it, and write its certificate. It has no copy.'),
    )
      .requiredOption('--out <folder>', 'where the certificate is written')
      .option('--key-id <hex>', keyIdText)
      .option('--without-attestation', withoutAttestationText),
    context,
    (token: string, options: AdoptOptions) => adopt(token, options, context),
  );
  answers(
    ofCopy(
      group.command('check').description('Check a copy from its stick: it opens what is encrypted to its certificate.'),
    ).requiredOption('--certificate <file>', 'the certificate beside the key'),
    context,
    (options: CopyOptions & { readonly certificate: string }) => check(options, context),
  );
  answers(
    inCeremony(
      group.command('domain').description('Take the security domain that came back out of its bundle, read back.'),
    )
      .requiredOption('--bundle <file>', 'the bundle with the security domain, accepted before')
      .option('--read-back <hash>', 'the security domain’s hash as operator 1 reads it out', printedSha256)
      .requiredOption('--confirmed-by <names...>', 'the two people who read and hear')
      .requiredOption('--out <file>', 'where the security domain is written'),
    context,
    (options: DomainOptions) => domain(options, context),
  );
  answers(
    ofCopy(group.command('prove').description('Let a copy open its share of the security domain.')).requiredOption(
      '--security-domain <file>',
      'the security domain',
    ),
    context,
    (options: CopyOptions & { readonly securityDomain: string }) => prove(options, context),
  );
}

/** Opens the journal of this plan, behind a closed gap. */
const inJournal = <T>(
  options: PlanOptions & { readonly journal: string },
  work: (journal: JournalFile, approved: ApprovedPlan) => Promise<T>,
): Promise<T> =>
  withJournal(options.journal, async (journal) => {
    const approved = await loadPlan(options);
    assertPlanOfJournal(journal.state, approved.planSha256);
    await requireClosedGap(journal, await airGap(), approved.plan.practice);
    return work(journal, approved);
  });

function custodianOf({ plan }: ApprovedPlan, custodian: string): string {
  const ids = plan.custodians.map(({ id }) => id);
  return ids.includes(custodian) ? custodian : refuseUsage('one-of', '--custodian', ids.join(', '));
}

async function create(options: CreateOptions, context: CommandContext): Promise<CommandResult> {
  const { out, secondCopy, passwordFile, bits: chosen, confirmedBy } = options;
  const passphrase = await passphraseSource(options.custodian, passwordFile, context, true);
  const bits = chosen === '3072' ? 3072 : 4096;
  return inJournal(options, async (journal, approved) => {
    const custodian = custodianOf(approved, options.custodian);
    const event = { kind: 'custodian-key-made' as const, custodian, bits };
    journal.assertMayHappen([{ ...event, certificateSha256: '0'.repeat(64) }]);
    const sticks = [out, secondCopy].map((folder, at) => join(folder, copyName(custodian, at + 1)));
    await refuseExisting(...sticks.flatMap((path) => [`${path}.cer`, `${path}.key`]));
    const by = confirmedBy === undefined ? null : twoOfPlan(approved.plan, confirmedBy);
    const seenBy = await assertTwoFolders(custodian, [out, secondCopy], by);
    const { encryptedKeyPem, certificateDer } = await makeKey(context.host, {
      name: `${approved.plan.ceremony} ${custodian}`,
      bits,
      passphrase,
      now: Date.now(),
    });
    const certificateSha256 = sha256(certificateDer).toString('hex');
    const pem = Buffer.from(encodePem('CERTIFICATE', certificateDer), 'latin1');
    for (const path of sticks) {
      // The certificate first: alone it is worth nothing to anybody.
      for (const [ending, bytes] of [
        ['cer', pem],
        ['key', encryptedKeyPem],
      ] as const) {
        await writeNoted(journal, `${path}.${ending}`, bytes);
      }
    }
    await journal.append({ ...event, certificateSha256 });
    await journal.append(sticksDiffer(certificateSha256, seenBy));
    const keys = sticks.map((path) => `${path}.key`);
    return {
      result: {
        custodian,
        copies: sticks.map((path) => ({ key: `${path}.key`, certificate: `${path}.cer` })),
        certificateSha256,
      },
      text: ({ commands: { custodian: texts } }) => [
        ...keys.map((key) => row(texts.key, texts.keyFile(visibleText(key), String(bits)))),
        ...fingerprintLines(texts.certificate, certificateSha256),
      ],
    };
  });
}

async function adopt(uri: string, options: AdoptOptions, context: CommandContext): Promise<CommandResult> {
  const { out, keyId, passwordFile, withoutAttestation } = options;
  return inJournal(options, async (journal, approved) => {
    const custodian = custodianOf(approved, options.custodian);
    const certificate = join(out, `${custodian}.cer`);
    await refuseExisting(certificate);
    const adopted = await adoptAtTurn(context, {
      ...{ uri, custodian, keyId, passwordFile, withoutAttestation, practice: approved.plan.practice },
      mayBe: (found) => assertMayAdopt(journal, custodian, found),
    });
    await writeNoted(journal, certificate, Buffer.from(encodePem('CERTIFICATE', adopted.certificateDer), 'latin1'));
    const event = keyOnToken(custodian, adopted);
    await journal.append(event);
    const { certificateSha256, bits, token } = event;
    const proven = adopted.attestation?.proven ?? null;
    return {
      result: { custodian, certificate, certificateSha256, bits, token: adopted.token, attested: proven },
      text: ({ commands: { custodian: texts } }) => [
        row(texts.key, texts.keyOnToken(token?.model ?? '', token?.serial ?? '', String(bits))),
        ...fingerprintLines(texts.certificate, certificateSha256),
        proven === null ? texts.notAttested : texts.attested(proven),
        texts.noCopy,
      ],
    };
  });
}

async function writeNoted(journal: JournalFile, path: string, bytes: Buffer): Promise<void> {
  await writeNewFile(path, bytes);
  const sha256Hex = sha256(bytes).toString('hex');
  await journal.append({ kind: 'file-written', name: basename(path), sha256: sha256Hex, bytes: bytes.length });
}

/**
 * Two folders on two sticks, by what the system reports about them or by the word of two people.
 * @returns those people; null where the system tells two sticks by itself
 * @throws CUSTODIAN_COPY_SAME_STICK, CUSTODIAN_STICKS_UNCONFIRMED
 */
async function assertTwoFolders(
  custodian: string,
  folders: readonly [string, string],
  by: string[] | null,
): Promise<string[] | null> {
  const places = await Promise.all(folders.map((path) => realpath(path).catch(() => path)));
  const there = await media();
  const [first, second] = places.map((place) => mediumOf(place, there)?.device);
  const other = { name: folders[1], ...(second && { device: second }) };
  if (places[0] === places[1]) refuse({ code: 'CUSTODIAN_COPY_SAME_STICK', stick: visibleText(folders[1], 40) });
  return assertTwoSticks(custodian, first, other, by);
}

/** The certificate of the key that was made here for a custodian. @throws USAGE, JOURNAL_OUT_OF_ORDER where none was made */
function madeFor(journal: JournalFile, approved: ApprovedPlan, { custodian, copy, key }: CopyOptions) {
  const made = journal.state.keysMade[custodianOf(approved, custodian)];
  const named = copyNamed(key);
  const number = copy === '1' ? 1 : 2;
  if (named !== undefined && named !== number) {
    refuse({ code: 'COPY_NAMED_OTHERWISE', file: visibleText(basename(key), 80), copy: number });
  }
  return { certificateSha256: made ?? '0'.repeat(64), copy: number } as const;
}

async function check(
  options: CopyOptions & { readonly certificate: string },
  context: CommandContext,
): Promise<CommandResult> {
  return inJournal(options, async (journal, approved) => {
    const event: EventOf<'custodian-copy-checked'> = {
      kind: 'custodian-copy-checked',
      ...madeFor(journal, approved, options),
    };
    journal.assertMayHappen([event]);
    const certificateDer = ownCertificate(await readCertificate(options.certificate), event.certificateSha256);
    await takeTurn(context, options.key, options.passwordFile, (turn) =>
      checkCopy(context.host, certificateDer, turn, visibleText(basename(options.key), 80)),
    );
    await journal.append(event);
    return proven(options, 'checked');
  });
}

async function readCertificate(path: string): Promise<Buffer> {
  const bytes = await readWholeFile(path, maxCertificateBytes);
  return isDerSequence(bytes) ? bytes : pickPemBlock(readPemBlocks(bytes), ['CERTIFICATE']).der;
}

interface DomainOptions extends PlanOptions {
  readonly journal: string;
  readonly bundle: string;
  readonly readBack?: string;
  readonly confirmedBy: readonly string[];
  readonly out: string;
}

async function domain(options: DomainOptions, context: CommandContext): Promise<CommandResult> {
  await refuseExisting(options.out);
  return inJournal(options, async (journal, approved) => {
    const { plan } = approved;
    const by = twoOfPlan(plan, options.confirmedBy);
    const { payload } = await reopened(options.bundle, 'security-domain', approved, journal);
    const file = Buffer.from(payload.body.securityDomain, 'utf8');
    const { required, shares } = parseSecurityDomain(file);
    const custodians = [...new Set(shares.map(({ thumbprintS256 }) => thumbprintS256))];
    assertInputsMatch(plan, { required, custodians: custodians.length });
    assertSharesFor(custodians, journal.state.keysMade);
    const hash = sha256(file).toString('hex');
    if (journal.state.securityDomain?.sha256 !== hash) await journal.append(securityDomainLoaded(file));
    if (journal.state.readBack['security-domain'] !== hash) {
      const typed = options.readBack ?? (context.terminal ? await askedHash(context, 'security-domain') : undefined);
      const readOut = { typed: needed(typed, '--read-back'), by };
      await noteReadBack(journal, plan, { subject: 'security-domain', sha256: hash }, readOut);
    }
    await writeNewFile(options.out, file);
    return {
      result: { file: options.out, sha256: hash, required, custodians: custodians.length },
      text: ({ commands: { securityDomain: texts } }) => [
        row(texts.file, visibleText(options.out)),
        ...fingerprintLines('SHA-256', hash),
        row(texts.quorum, texts.anyOf(required, custodians.length)),
      ],
      known: { 'security-domain': options.out },
    };
  });
}

async function prove(
  options: CopyOptions & { readonly securityDomain: string },
  context: CommandContext,
): Promise<CommandResult> {
  return inJournal(options, async (journal, approved) => {
    const event: EventOf<'custodian-proven'> = { kind: 'custodian-proven', ...madeFor(journal, approved, options) };
    journal.assertMayHappen([event]);
    const { bytes, domain: parsed } = await readDomainFile(options.securityDomain);
    assertLoadedDomain(journal.state, bytes);
    await takeTurn(context, options.key, options.passwordFile, async (turn) =>
      openOwnShare(context.host, parsed, event.certificateSha256, {
        ...turn,
        certificateDer: await certificateOfTurn(context, turn, event.certificateSha256),
      }),
    );
    await journal.append(event);
    return proven(options, 'proven');
  });
}

/** The certificate beside a key file, or the one that is wanted on a token. */
async function certificateOfTurn({ host }: CommandContext, turn: KeyTurn, certificateSha256: string): Promise<Buffer> {
  if (turn.token === undefined) return certificateBeside(turn);
  return (await readToken(host, turn.token, { certificateSha256 })).certificateDer;
}

const proven = ({ custodian, copy, key }: CopyOptions, what: 'checked' | 'proven'): CommandResult => ({
  result: { custodian, copy: Number(copy), [what]: true },
  text: ({ commands: { newKey: texts } }) => [texts[what](custodian, copy, visibleText(key))],
});
