// What a plan that is kept ready fills in on the emergency card, and the check value by which a printed card is known to be of today.
import { refuse } from '#shared/faults/fault.ts';
import type { Plan, PlanRole } from '#shared/plan/plan.ts';
import { assertRecordOf, parseBackupRecord } from '../backup-record/backup-record.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';

export type Side = 'emergency-offline' | 'emergency-online';
export const sides: readonly Side[] = ['emergency-offline', 'emergency-online'];

/** The HSM that is lost on that day: a plan for another ceremony acts on it. */
export const lostHsmOf = ({ source, target }: Plan): string => (source ?? target).uri;

/** @throws PLAN_MISMATCH for a plan by which another HSM is recovered, or of practice in production and the reverse */
export function assertPlanOf(owner: { readonly practice: boolean; readonly hsm: string }, plan: Plan): void {
  same('practice', String(owner.practice), String(plan.practice));
  same('HSM', owner.hsm, lostHsmOf(plan));
}

function same(what: 'practice' | 'HSM', expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'PLAN_MISMATCH', what, expected, found });
}

/**
 * The plan with the folder of the newest backup, which is younger than the plan.
 * @param record the bytes of its record; null or undefined where there is none
 * @throws BACKUP_RECORD_FORM, BACKUP_RECORD_NOT_CANONICAL, JSON_…; BACKUP_RECORD_FOREIGN for another HSM or container than the plan's
 */
export function withNewestFolder(plan: Plan, record: Uint8Array | null | undefined): Plan {
  const { backup, practice } = plan;
  if (!record || !backup) return plan;
  const newest = parseBackupRecord(record);
  assertRecordOf({ practice, hsm: lostHsmOf(plan), container: `${backup.account}/${backup.container}` }, newest);
  return { ...plan, backup: { ...backup, folder: newest.folder } };
}

/**
 * Eight hex digits: the beginning of the SHA-256 of all that the plan fills in, whatever the language and the paper. People compare it; it
 * protects from nobody.
 */
export const checkOfCard = (plan: Plan): string =>
  sha256(encodeCanonicalJson(sides.map((kind) => knownOf(kind, plan).map((list) => list.map((each) => each ?? null)))))
    .toString('hex')
    .slice(0, 8);

/** What a plan knows of the blanks of a side, in their order; undefined for what only the day tells. */
export function knownOf(
  kind: Side,
  plan: Plan,
): readonly [blanks: readonly (string | undefined)[], long: readonly (string | undefined)[]] {
  const { people, custodians, target, backup, quorum } = plan;
  const reached = ({ name, phone }: Plan['people'][number]): string =>
    [name, phone].filter((each) => each !== null).join(', ');
  const holder = (role: PlanRole): string | undefined => {
    const found = people.find(({ roles }) => roles.includes(role));
    return found && reached(found);
  };
  const without = (uri: string): string => uri.replace('https://', '');
  const callable = custodians.flatMap(({ person, site }) =>
    people.filter(({ id }) => id === person).map((each) => `${reached(each)}${site === null ? '' : ` (${site})`}`),
  );
  return kind === 'emergency-offline'
    ? [
        [undefined, undefined, holder('OP'), holder('W1'), holder('RO1'), holder('SL')],
        [`${quorum.required}/${quorum.custodians}: ${callable.join('; ')}`, undefined, without(target.uri)],
      ]
    : [
        [
          ...[undefined, undefined, holder('RO1'), holder('RO2'), holder('OP'), holder('SL')],
          ...[undefined, undefined, `${target.resourceGroup}, ${target.location}`, backup?.container],
        ],
        [
          ...[target.tenant, target.subscription, without(target.uri), backup ? without(backup.account) : undefined],
          ...[backup?.identity ?? undefined, backup?.folder ?? undefined, undefined],
        ],
      ];
}
