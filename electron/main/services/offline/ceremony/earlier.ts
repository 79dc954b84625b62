// Recoveries, emergencies and activations on this machine that were not finished, offered by token; a screen never learns where they lie.
import { randomBytes } from 'node:crypto';
import type { EarlierCeremony, Purpose } from '#shared/contract/offline/session-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { openingOf } from '#shared/journal/grade.ts';
import type { OpenRehearsal } from '../../app/open-rehearsal.ts';
import {
  type CeremonyFolder,
  folderFor,
  type UnfinishedCeremony,
  unfinishedCeremonies,
} from '../../journal/ceremony-folder.ts';
import { type UnfinishedEmergency, unfinishedEmergencies } from '../../journal/emergency-folder.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';

/** A ceremony that can be continued: with a plan, or an emergency. */
export type OfferedCeremony =
  | ({ readonly grade: 'planned' } & UnfinishedCeremony)
  | ({ readonly grade: 'emergency' } & UnfinishedEmergency);

export class EarlierCeremonies {
  readonly #root: string;
  readonly #rehearsal: OpenRehearsal;
  readonly #offered = new Map<string, OfferedCeremony>();

  /**
   * @param root where the folders of ceremonies lie; made with the first
   * @param rehearsal the room in which its own ceremony lies instead, while one is open
   */
  constructor(root: string, rehearsal: OpenRehearsal) {
    this.#root = root;
    this.#rehearsal = rehearsal;
  }

  /** The folder for a ceremony that begins. @throws REHEARSAL_ROOM_CLOSED */
  folderFor(ceremony: string, planSha256: string): CeremonyFolder {
    this.#rehearsal.assertWorkspaceOpen(ceremony);
    return folderFor(this.#rehearsal.placesOf(ceremony)?.ceremonies ?? this.#root, ceremony, planSha256);
  }

  /** Where the folder of an emergency is made. A rehearsal has none. */
  get emergencyRoot(): string {
    return this.#root;
  }

  /** Those that were not finished, that of the rehearsal before all others, then the latest first. */
  list(): EarlierCeremony[] {
    this.#offered.clear();
    const { ceremonies } = this.#rehearsal;
    const inFolder = ceremonies === undefined ? [] : unfinishedCeremonies(ceremonies);
    const planned = [...inFolder, ...unfinishedCeremonies(this.#root)];
    return [
      ...planned.map((each): OfferedCeremony => ({ grade: 'planned', ...each })),
      ...unfinishedEmergencies(this.#root).map((each): OfferedCeremony => ({ grade: 'emergency', ...each })),
    ].flatMap((ceremony) => {
      const token = randomBytes(16).toString('base64url');
      this.#offered.set(token, ceremony);
      return describe(token, ceremony);
    });
  }

  /** What was offered. @throws SESSION_UNKNOWN, REHEARSAL_ROOM_CLOSED */
  offered(token: string): OfferedCeremony {
    const found = this.#offered.get(token) ?? refuse({ code: 'SESSION_UNKNOWN' });
    this.#rehearsal.assertWorkspaceOpen(openingOf(found.journal.head.state)?.ceremony ?? '');
    return found;
  }
}

function describe(journal: string, { grade, journal: { entries, head, damage } }: OfferedCeremony): EarlierCeremony[] {
  const opened = openingOf(head.state);
  const { plan, shares, exceptions, exchangeKey, readBack, blob, keysMade, proven } = head.state;
  const last = entries.at(-1);
  if (opened === undefined || last === undefined) return [];
  return [
    {
      journal,
      purpose: grade === 'emergency' ? 'emergency' : purposeOf(plan?.ceremonyKind),
      id: opened.ceremony,
      practice: opened.practice,
      lastUtc: last.at,
      events: head.n,
      damage: damage ?? null,
      shares: shares.length,
      exceptions,
      exchangeKey:
        exchangeKey !== undefined &&
        (grade === 'emergency' || readBack['exchange-key'] === exchangeKey.certificateSha256),
      blob: blob.phase === 'built',
      keysMade: Object.keys(keysMade).length,
      copiesProven: new Set(proven).size,
    },
  ];
}

/** Before a plan is adopted its kind is not in the journal; then it is called what it mostly is. */
export const purposeOf = (kind: Plan['kind'] | undefined): Extract<Purpose, 'recovery' | 'activation'> =>
  givesKeys(kind) ? 'activation' : 'recovery';
