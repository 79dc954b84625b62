// `lifeboat restore-blob --journal`: the blob of a ceremony, built as its plan and its journal allow it, and noted as the app notes it.
import { dirname } from 'node:path';
import { isFaultOf } from '#shared/faults/fault.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { thumbprintsOf } from '#core/encoding/thumbprint.ts';
import { assessBundledKey, type AssessedExchangeKey } from '#core/journal/records.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { assertPlanOfJournal } from '#core/plan/facts.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { noteGapLost, requireClosedGap } from '#services/offline/closed-gap.ts';
import type { AcceptedCustodian } from '#services/offline/custodian-turn.ts';
import { airGap } from '#platform/air-gap/air-gap.ts';
import { assertFolder, refuseExisting, writeNewFile } from '#platform/files.ts';
import type { JournalFile } from '#services/journal/journal-file.ts';
import { noteReadBack } from '#services/bundles/note-read-back.ts';
import { blobReport } from './blob-report.ts';
import { loadPlan, reopened, withJournal } from './ceremony-files.ts';
import type { CommandContext } from './context.ts';
import { assertPasswordFiles, type KeyTurn, takeTurns } from './custodian-turns.ts';
import { readDomainFile } from './input-files.ts';
import type { CommandResult } from './output.ts';
import { askedHash } from './printed-values.ts';
import { needed, neededTogether } from './usage.ts';
import { noteSharesGone } from '#services/journal/common-events.ts';
import { noteDomain } from '#services/offline/ceremony/note-domain.ts';

/** What the command is given in a ceremony; each is asked for where it is missing. */
export interface CeremonyOptions {
  readonly journal?: string;
  readonly plan?: string;
  readonly planSha256?: string;
  readonly exchangeKeyBundle?: string;
  readonly readBack?: string;
  readonly confirmedBy?: readonly string[];
  readonly sdFile?: string;
  readonly sdWrappingKeys?: readonly string[];
  readonly passwordFiles?: readonly string[];
  readonly sdFileRestoreBlob?: string;
}

/**
 * Builds the blob of a ceremony. The journal has every step before it is said to be done.
 * @throws USAGE; PLAN_MISMATCH, IDENTITY_FOREIGN; AIR_GAP_OPEN; READ_BACK_DIFFERS; what `RecoverySession` throws
 */
export async function buildInCeremony(
  options: CeremonyOptions & { readonly journal: string },
  context: CommandContext,
): Promise<CommandResult> {
  const { terminal } = context;
  const files = neededTogether({
    '--plan': options.plan,
    '--plan-sha256': options.planSha256,
    '--exchange-key-bundle': options.exchangeKeyBundle,
    '--sd-file': options.sdFile,
    '--sd-file-restore-blob': options.sdFileRestoreBlob,
    '--confirmed-by': options.confirmedBy?.[0],
    ...(!terminal && { '--read-back': options.readBack, '--sd-wrapping-keys': options.sdWrappingKeys?.[0] }),
  });
  assertPasswordFiles(options.sdWrappingKeys, options.passwordFiles ?? []);
  const approved = await loadPlan({ plan: files['--plan'], planSha256: files['--plan-sha256'] });
  const { bytes: securityDomain } = await readDomainFile(files['--sd-file']);
  const out = files['--sd-file-restore-blob'];
  await refuseExisting(out);
  // Before anybody takes a stick out: shares would be lost by it.
  await assertFolder(dirname(out));
  return withJournal(options.journal, async (journal) => {
    assertPlanOfJournal(journal.state, approved.planSha256);
    const by = twoOfPlan(approved.plan, needed(options.confirmedBy, '--confirmed-by'));
    const assessed = await assessedKey(files['--exchange-key-bundle'], approved, journal);
    // Shares that an earlier run held are gone with it.
    await noteSharesGone(journal, 'power-lost');
    const loaded = journal.state.securityDomain?.sha256;
    if (loaded !== sha256(securityDomain).toString('hex')) await noteDomain(journal, approved.plan, securityDomain);
    await readBack(assessed, { approved, journal, by, typed: options.readBack }, context);
    const ceremony = { approved, journal, by, securityDomain, assessed, out };
    return build(ceremony, options, context);
  });
}

interface Ceremony {
  readonly approved: ApprovedPlan;
  readonly journal: JournalFile;
  readonly by: readonly string[];
}

/** The key of the bundle that this machine has accepted, checked by the plan as it was then. */
async function assessedKey(path: string, approved: ApprovedPlan, journal: JournalFile): Promise<AssessedExchangeKey> {
  const bundle = await reopened(path, 'exchange-key', approved, journal);
  const unattested = journal.state.exchangeKey?.exception ?? undefined;
  return assessBundledKey(bundle, approved, thumbprintsOf(approved.plan.custodians), {
    wallClockMs: Date.now(),
    ...(unattested && { unattested }),
  });
}

async function readBack(
  { event: { certificateSha256 } }: AssessedExchangeKey,
  { approved, journal, by, typed }: Ceremony & { readonly typed: string | undefined },
  context: CommandContext,
): Promise<void> {
  if (journal.state.readBack['exchange-key'] === certificateSha256) return;
  const heard = typed ?? (await askedHash(context, 'exchange-key'));
  await noteReadBack(
    journal,
    approved.plan,
    { subject: 'exchange-key', sha256: certificateSha256 },
    { typed: heard, by },
  );
}

interface Building extends Ceremony {
  readonly securityDomain: Buffer;
  readonly assessed: AssessedExchangeKey;
  readonly out: string;
}

async function build(building: Building, options: CeremonyOptions, context: CommandContext): Promise<CommandResult> {
  const { approved, journal, by, securityDomain, assessed, out } = building;
  const { practice, quorum } = approved.plan;
  await requireClosedGap(journal, await airGap(), practice);
  const session = new RecoverySession(context.host, securityDomain, { journal });
  const accepted: AcceptedCustodian[] = [];
  const give = async (turn: KeyTurn): Promise<void> => {
    await requireClosedGap(journal, await airGap(), practice);
    accepted.push(await session.addCustodian(turn));
  };
  try {
    const { sdWrappingKeys: keys, passwordFiles = [] } = options;
    await takeTurns(context, { keys, passwordFiles, required: quorum.required }, give);
    const built = await session.buildApproved(assessed, by, (blob) => writeNewFile(out, blob));
    return blobReport({
      out,
      built,
      accepted,
      domain: parseSecurityDomain(securityDomain),
      evidence: assessed.verdict,
      certificateSha256Hex: assessed.event.certificateSha256,
    });
  } catch (error) {
    const isGapLost = isFaultOf(error, 'AIR_GAP_OPEN');
    // Secrets are gone first; then it is written down.
    await session.end(isGapLost ? 'air-gap-lost' : 'cancelled');
    if (isGapLost) await noteGapLost(journal);
    throw error;
  }
}
