// Every command of Lifeboat Offline with what it needs to end well, in the order in which a ceremony needs them.
import { join } from 'node:path';
import type { Scene } from '../secrets/scene.ts';
import { type CeremonyScene, practiceHost } from './ceremony-scene.ts';

export interface TracedCommand {
  /** As `bundle create`. */
  readonly name: string;
  readonly args: readonly string[];
  /** What happens elsewhere just before; gives arguments that nobody knew earlier, which come last. */
  readonly prepare?: () => readonly string[] | Promise<readonly string[]>;
}

/** A command and its arguments in one row. */
const commandOf = ([name, ...args]: readonly [name: string, ...args: string[]]): TracedCommand => ({ name, args });

/** What the machine of the custodians does with secrets. */
export function secretCommands(scene: Scene, folder: string): TracedCommand[] {
  const { domain, keys, passwords, exchange, claim } = scene;
  const [first = '', second = ''] = passwords;
  const quorum = keys.slice(0, 2);
  const blob = join(folder, 'blob.json');
  const rows: [string, ...string[]][] = [
    ['custodian create', '--name', 'anna', '--out', folder, '--bits', '3072', '--password-file', first],
    ['security-domain inspect', domain],
    ['security-domain check', domain, '--keys', ...keys, '--password-files', ...passwords],
    ['security-domain check', domain, '--reconstruct', '--keys', ...quorum, '--password-files', first, second],
    [
      ...(['restore-blob', '--sd-file', domain, '--sd-exchange-key', exchange, ...claim] as const),
      '--network-accepted',
      ...['--sd-wrapping-keys', ...quorum, '--password-files', first, second, '--sd-file-restore-blob', blob],
    ],
    ['restore-blob inspect', blob],
  ];
  return rows.map(commandOf);
}

/** What every machine of a ceremony does. PDFs are made by a browser, which is checked with the app. */
export function ceremonyCommands(scene: CeremonyScene, folder: string): TracedCommand[] {
  const { ceremony, identities, password, plan, approvedPlan, offlineJournal, onlineJournal, draft } = scene;
  const at = (name: string): string => join(folder, name);
  const signedBy = (role: keyof typeof identities): string[] => [
    ...['--identity', identities[role], '--password-file', password],
  ];
  const usePlan = ['--plan', approvedPlan, '--plan-sha256', scene.planSha256];
  const planBundle = at(`lifeboat-${ceremony}-0001-plan.bundle.json`);
  const template = ['--ceremony', ceremony, '--custodians', '5', '--required', '3'];
  const rows: [string, ...string[]][] = [
    ['identity create', '--role', 'offline', '--holder', 'Offline', '--out', folder, '--password-file', password],
    ['identity show', at('offline.public.json')],
    [
      'identity pair',
      ...['--ceremony', ceremony, '--offline', identities.offline, '--online', identities['operator-1']],
    ],
    ['plan new', '--kind', 'recovery', ...template, '--out', at('template.json')],
    ['plan check', plan],
    ['plan approve', plan, ...signedBy('witness'), '--out', at('signed.json')],
    ['plan show', approvedPlan],
    ['custody new', '--plan', plan, '--out', at('register.json')],
    ['custody check', scene.register, '--on', '2026-10-14'],
    ['custody show', scene.register],
    ['custody prove', scene.register, '--journal', scene.proofLog, '--out', at('proven.json')],
    ['exchange-key inspect', scene.practiceExchangeKey, '--practice'],
    ['journal begin', at('journal.jsonl'), ...usePlan, '--identity', identities.offline],
    ['journal except', at('journal.jsonl'), '--sheet', scene.exceptionSheet, '--plan', approvedPlan],
    ['journal verify', at('journal.jsonl')],
    ['journal show', at('journal.jsonl')],
    ['journal diff', offlineJournal, onlineJournal],
    ['bundle create', 'plan', ...usePlan, ...signedBy('operator-1'), '--journal', onlineJournal, '--out', folder],
    ['bundle show', planBundle],
    ['bundle verify', planBundle, ...usePlan],
    [
      'bundle countersign',
      ...[draft, ...usePlan, ...signedBy('operator-2'), '--out', folder],
      ...['--observation', scene.ownFetch, '--journal', scene.secondJournal],
    ],
    ['bundle set-aside', draft, '--journal', onlineJournal],
    ['evidence build', '--plan', approvedPlan, ...signedBy('witness'), '--out', at('evidence')],
    ['evidence verify', at('evidence')],
    ['print', 'script', '--plan', plan, '--format', 'html', '--out', at('script.html')],
  ];
  return rows.map(commandOf);
}

/** An emergency of practice, without a plan: from the files and the address on paper to the blob. */
export function emergencyCommands(
  { domain, keys, passwords }: Scene,
  { practiceExchangeKey }: CeremonyScene,
  folder: string,
): TracedCommand[] {
  return [
    {
      name: 'recover',
      args: [
        ...['--practice', '--folder', folder, '--sd-file', domain, '--hsm-uri', `https://${practiceHost}`],
        ...['--sd-exchange-key', practiceExchangeKey, '--sd-wrapping-keys', ...keys.slice(0, 2)],
        ...['--password-files', ...passwords.slice(0, 2), '--confirmed-by', 'Anna', 'Bela'],
        ...['--typed-name', 'recovered-hsm', '--out', folder],
      ],
    },
  ];
}
