// The commands of an activation, in the order of its script, and those by which another one is given up.
import { join } from 'node:path';
import { type ActivationScene, activateHsm, certificateFile, challengeOf, hashOf } from './activation-scene.ts';
import type { TracedCommand } from './traced-commands.ts';

interface CheckedCopy {
  /** Undefined where the key is on a token, which was checked when it was adopted. */
  readonly certificate: string | undefined;
  readonly turn: readonly string[];
}

/** What both machines do: new keys made and checked from both sticks, or adopted from tokens; sent; the security domain that comes back read back and proven. */
export function activationCommands(scene: ActivationScene): TracedCommand[] {
  const { custodians, identities, password, sticks, carried, offlineJournal, onlineJournal, domain, people } = scene;
  const { tokens, pin } = scene;
  const usePlan = ['--plan', scene.approvedPlan, '--plan-sha256', scene.planSha256];
  const inOffline = [...usePlan, '--journal', offlineJournal];
  const inOnline = [...usePlan, '--journal', onlineJournal];
  const bundleOf = (type: string, seq: number): string =>
    join(carried, `lifeboat-${scene.ceremony}-000${seq}-${type}.bundle.json`);
  const signed = (role: 'offline' | 'operator-1'): string[] => [
    ...['--identity', identities[role], '--password-file', password, '--out', carried],
  ];
  const copies = custodians.flatMap((custodian): readonly CheckedCopy[] => {
    const token = tokens[custodian];
    const turn = (copy: number, key: string, secret: string): string[] => [
      ...[...inOffline, '--custodian', custodian, '--copy', String(copy)],
      ...['--key', key, '--password-file', secret],
    ];
    if (token !== undefined) return [{ certificate: undefined, turn: turn(1, token, pin) }];
    return sticks.map((stick, at) => {
      const name = join(stick, `${custodian}-copy-${at + 1}`);
      return { certificate: `${name}.cer`, turn: turn(at + 1, `${name}.key`, password) };
    });
  });
  const certificates = custodians.map((custodian) => certificateFile(scene, custodian));
  const certificatesBundle = bundleOf('activation-certificates', 1);
  const saved = join(carried, 'read-back.json');
  return [
    ...begun(scene, usePlan),
    ...custodians.map((custodian): TracedCommand => {
      const own = [...inOffline, '--custodian', custodian, '--out', sticks[0]];
      const token = tokens[custodian];
      if (token !== undefined) return { name: 'new-key adopt', args: [token, ...own, '--password-file', pin] };
      return {
        name: 'new-key create',
        args: [
          ...[...own, '--second-copy', sticks[1], '--confirmed-by', ...people],
          ...['--bits', '3072', '--password-file', password],
        ],
      };
    }),
    ...copies.flatMap(({ certificate, turn }): TracedCommand[] =>
      certificate === undefined ? [] : [{ name: 'new-key check', args: [...turn, '--certificate', certificate] }],
    ),
    {
      name: 'bundle create',
      args: ['activation-certificates', ...inOffline, ...signed('offline'), '--certificates', ...certificates],
    },
    { name: 'bundle verify', args: [certificatesBundle, ...inOnline, '--identity', identities['operator-1']] },
    {
      name: 'bundle create',
      args: [
        ...['security-domain', ...inOnline, ...signed('operator-1'), '--security-domain', domain],
        ...['--certificates-bundle', certificatesBundle],
        ...['--request-id', 'a practice HSM', '--received-at', '2026-10-14T09:00:01Z'],
      ],
      prepare: () => {
        activateHsm(scene);
        return [];
      },
    },
    {
      name: 'bundle verify',
      args: [bundleOf('security-domain', 2), ...inOffline, '--identity', identities.offline],
    },
    {
      name: 'new-key domain',
      args: [
        ...[...inOffline, '--bundle', bundleOf('security-domain', 2)],
        ...['--confirmed-by', ...people, '--out', saved],
      ],
      prepare: () => ['--read-back', hashOf(domain)],
    },
    ...copies.map(({ turn }): TracedCommand => ({
      name: 'new-key prove',
      args: [...turn, '--security-domain', saved],
    })),
    { name: 'status', args: [offlineJournal, ...usePlan] },
    { name: 'completion', args: ['bash'] },
    { name: 'journal close', args: [offlineJournal, ...usePlan, '--by', ...people] },
    {
      name: 'journal sign',
      args: [offlineJournal, '--identity', identities.offline, '--password-file', password],
    },
    ...givenUp(scene, usePlan),
  ];
}

/** Both journals, and the pairing of their machines. */
function begun(scene: ActivationScene, usePlan: readonly string[]): TracedCommand[] {
  const { ceremony, identities, offlineJournal, onlineJournal } = scene;
  const pair = ['--ceremony', ceremony, '--offline', identities.offline, '--online', identities['operator-1']];
  const paired = (journal: string, other: string): TracedCommand => ({
    name: 'identity pair',
    args: [...pair, '--typed', scene.pairingCode, '--journal', journal],
    prepare: () => ['--challenge', challengeOf(other)],
  });
  return [
    { name: 'journal begin', args: [offlineJournal, ...usePlan, '--identity', identities.offline] },
    { name: 'journal begin', args: [onlineJournal, ...usePlan, '--identity', identities['operator-1']] },
    paired(offlineJournal, onlineJournal),
    paired(onlineJournal, offlineJournal),
  ];
}

/** An activation whose proofs never come. */
function givenUp(scene: ActivationScene, usePlan: readonly string[]): TracedCommand[] {
  const { givenUpJournal, identities, exceptionSheet, approvedPlan, people } = scene;
  return [
    { name: 'journal begin', args: [givenUpJournal, ...usePlan, '--identity', identities.offline] },
    { name: 'journal except', args: [givenUpJournal, '--sheet', exceptionSheet, '--plan', approvedPlan] },
    {
      name: 'journal give-up',
      args: [givenUpJournal, ...usePlan, '--by', ...people, '--exception', '1', '--reason', 'A custodian is missing'],
    },
  ];
}
