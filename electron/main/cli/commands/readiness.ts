// `lifeboat readiness`: whether a healthy HSM could be lost today, as one light with its reasons, for people and for monitoring.
import type { Command } from 'commander';
import { bareDigits } from '#shared/formatting/fingerprint.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { readinessFindingText, readinessTodoText } from '#shared/messages/readiness-texts.ts';
import { cardCheckValue } from '#shared/schemas/atoms.ts';
import { type ReadinessCheck, type ReadinessLight, usualBackupHours } from '#shared/readiness/readiness.ts';
import { maxConsumerMapBytes } from '#core/consumers/map-file.ts';
import { maxInventoryBytes } from '#core/inventory/inventory-file.ts';
import { maxRegisterBytes } from '#core/register/register-file.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { realWaiting, type Waiting } from '#azure/polling.ts';
import { inspectReadiness, readNamedCertificates } from '#services/readiness/readiness.ts';
import { latestBackupRecord, latestConsumerMap } from '#platform/backup-records.ts';
import { readWholeFile } from '#platform/files.ts';
import { planFile } from '../ceremony-inputs.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult, EndOf } from '../output.ts';
import { printedSha256, wholeNumber } from '../printed-values.ts';
import { taken } from '../usage.ts';
import { belowCheck, checkRow } from '../row.ts';
import type { Line } from '../terminal-layout.ts';
import { withSignIn } from './hsm/credentials.ts';
import { type HealthyOptions, healthyAccess, withHealthyContext, withHealthyHsm } from './hsm/standing.ts';
import type { HsmContext } from './hsm/step-options.ts';

interface ReadinessOptions extends HealthyOptions {
  readonly records?: string;
  readonly inventory?: string;
  readonly consumers?: string;
  readonly securityDomain?: string;
  readonly securityDomainSha256?: string;
  readonly register?: string;
  readonly cardPlan?: string;
  readonly cardCheck?: string;
  readonly certificates?: readonly string[];
  readonly maxAgeHours: number;
}

/** @param waiting how time passes; tests do not wait */
export function registerReadiness(
  program: Command,
  commandContext: CommandContext,
  waiting: Waiting = realWaiting,
): void {
  const context: HsmContext = { ...commandContext, waiting };
  answers(
    withHealthyHsm(
      withSignIn(
        program
          .command('readiness')
          .description(
            'Show by one light, with its reasons, whether a healthy HSM could be recovered if it were lost today.',
          ),
      ),
    )
      .option('--sas-file <file>', 'LEGACY: a pasted SAS token (crdw for a backup, rl for a restore), not the identity')
      .option('--records <folder>', 'where standing backups leave their records')
      .option('--inventory <file>', 'the inventory that was taken with the last backup')
      .option(
        '--consumers <file>',
        'the map of consumers: who uses which key; the newest beside the records, unless told',
      )
      .option('--security-domain <file>', 'the copy of the security domain that a recovery would use')
      .option('--security-domain-sha256 <hash>', 'its hash, typed from paper', printedSha256)
      .option('--register <file>', 'the register of custody')
      .option('--card-plan <file>', 'the plan that is kept ready, from which the emergency card is printed')
      .option('--card-check <value>', 'the check value on the printed emergency card', cardValue)
      .option('--certificates <files...>', 'certificates of the custodians, for the days on which they end')
      .option(
        '--max-age-hours <n>',
        'how old the last backup may be; one that is twice as old turns the light red',
        (text) => wholeNumber(text, '--max-age-hours', 1, 999),
        usualBackupHours,
      ),
    context,
    (options: ReadinessOptions) => readiness(options, context),
  );
}

/** Eight hex digits, in groups or not. @throws USAGE */
const cardValue = (text: string): string => taken(cardCheckValue, bareDigits(text), '--card-check', '3f2a91c0');

/** How the command ends by each light. */
const ends: Readonly<Record<ReadinessLight, EndOf>> = {
  ready: 'done',
  attention: 'attention',
  'not-ready': 'refused',
  'not-known': 'service',
};

const readiness = (options: ReadinessOptions, context: HsmContext): Promise<CommandResult> =>
  withHealthyContext(options, context, async (healthy, { account }) => {
    const { practice, target } = healthy.plan;
    const { records, securityDomainSha256, maxAgeHours } = options;
    const owner = { practice, hsm: target.uri };
    const found = await inspectReadiness(healthy, {
      account,
      access: await healthyAccess(options, healthy),
      maxAgeHours,
      inventory: await given(options.inventory, maxInventoryBytes),
      consumers:
        records !== undefined && options.consumers === undefined
          ? await latestConsumerMap(records, owner)
          : await given(options.consumers, maxConsumerMapBytes),
      securityDomain: await given(options.securityDomain, maxSecurityDomainBytes),
      securityDomainSha256,
      register: await given(options.register, maxRegisterBytes),
      plan: await given(options.cardPlan, planFile.maxBytes),
      card: options.cardCheck,
      certificates: await readNamedCertificates(options.certificates ?? []),
      records,
      record: records === undefined ? undefined : await latestBackupRecord(records, owner),
    });
    return {
      end: ends[found.light],
      result: found,
      text: (texts) => [
        `${practice ? texts.commands.common.practice : texts.commands.common.production}  ${found.hsm}`,
        texts.readiness.lookedAt(found.atUtc),
        ...found.checks.flatMap((check) => checkLines(check, texts)),
        texts.readiness.lights[found.light],
      ],
    };
  });

const given = async (file: string | undefined, maxBytes: number): Promise<Buffer | undefined> =>
  file === undefined ? undefined : readWholeFile(file, maxBytes);

function checkLines(check: ReadinessCheck, texts: Catalogue): readonly Line[] {
  const { id, outcome } = check;
  return [
    checkRow(outcome, texts.online.outcomes[outcome], texts.readiness.checks[id], readinessFindingText(texts, check)),
    ...(outcome === 'ok' ? [] : [belowCheck(readinessTodoText(texts, check))]),
  ];
}
