// The script of an emergency without a plan: what a plan would say of it is read off its journal, as far as people typed it there.
import type { EventKind, EventOf, JournalEvent } from '../journal/events.ts';
import type { ScriptPlan } from './script-plan.ts';

/** Fewer custodians than a Managed HSM takes are in no security domain; the script still needs a number. */
const fewest = 3;

/** The view of an emergency; undefined where the events are those of a ceremony with a plan. */
export function scriptOfEmergency(
  entries: readonly { readonly at: string; readonly event: JournalEvent }[],
): ScriptPlan | undefined {
  const last = <Kind extends EventKind>(kind: Kind): EventOf<Kind> | undefined =>
    entries.findLast(({ event }) => event.kind === kind)?.event as EventOf<Kind> | undefined;
  const opened = last('emergency-opened');
  if (opened === undefined) return undefined;
  const target = last('target-typed');
  const domain = last('security-domain-loaded');
  const certificates = domain?.certificates ?? [];
  const backup = last('backup-named');
  const at = backup?.container.lastIndexOf('/') ?? -1;
  return {
    kind: opened.machine === 'offline' ? 'emergency-offline' : 'emergency-online',
    mode: opened.practice ? 'practice' : 'production',
    isApproved: false,
    grade: 'short',
    ceremonyId: opened.ceremony,
    purpose: '',
    place: '',
    date: entries[0]?.at.slice(0, 10) ?? '',
    tenant: '',
    subscription: '',
    resourceGroup: '',
    region: '',
    target: { name: target?.name ?? '', uri: target?.hsmUri ?? '' },
    custodians: Array.from({ length: Math.max(fewest, certificates.length) }, (_, k) => ({
      code: `C${k + 1}`,
      name: '',
      ...(certificates[k] !== undefined && { fingerprint: certificates[k] }),
    })),
    quorum: Math.max(2, domain?.required ?? 2),
    people: [],
    ...(backup && {
      backup: {
        method: 'identity',
        account: backup.container.slice(0, at),
        container: backup.container.slice(at + 1),
        folder: backup.folder,
      },
    }),
    drillLevels: [],
    planSha256: '',
    ...(domain && { securityDomainSha256: domain.sha256 }),
  };
}
