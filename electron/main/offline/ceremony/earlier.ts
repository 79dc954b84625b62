// Recoveries and activations on this machine that were not finished, offered by token; a screen never learns where they lie.
import { randomBytes } from 'node:crypto';
import type { EarlierCeremony } from '../../../../shared/contract/offline/session-view.ts';
import { purposeOf } from './purpose.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { OpenRehearsal } from '../../office/open-rehearsal.ts';
import {
  type CeremonyFolder,
  folderFor,
  type UnfinishedCeremony,
  unfinishedCeremonies,
} from '../../ports/ceremony-folder.ts';

export class EarlierCeremonies {
  readonly #root: string;
  readonly #rehearsal: OpenRehearsal;
  readonly #offered = new Map<string, UnfinishedCeremony>();

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
    this.#rehearsal.assertRoomOpen(ceremony);
    return folderFor(this.#rehearsal.placesOf(ceremony)?.ceremonies ?? this.#root, ceremony, planSha256);
  }

  /** Those that were not finished, that of the rehearsal before all others, then the latest first. */
  list(): EarlierCeremony[] {
    this.#offered.clear();
    const { ceremonies } = this.#rehearsal;
    const inRoom = ceremonies === undefined ? [] : unfinishedCeremonies(ceremonies);
    return [...inRoom, ...unfinishedCeremonies(this.#root)].flatMap((ceremony) => {
      const token = randomBytes(16).toString('base64url');
      this.#offered.set(token, ceremony);
      return describe(token, ceremony);
    });
  }

  /** What was offered. @throws SESSION_UNKNOWN, REHEARSAL_ROOM_CLOSED */
  offered(token: string): UnfinishedCeremony {
    const found = this.#offered.get(token) ?? refuse({ code: 'SESSION_UNKNOWN' });
    this.#rehearsal.assertRoomOpen(found.journal.head.state.opened?.ceremony ?? '');
    return found;
  }
}

function describe(journal: string, { journal: { entries, head, damage } }: UnfinishedCeremony): EarlierCeremony[] {
  const { opened, plan, shares, exceptions, exchangeKey, readBack, blob, keysMade, proven } = head.state;
  const last = entries.at(-1);
  if (opened === undefined || last === undefined) return [];
  return [
    {
      journal,
      purpose: purposeOf(plan?.ceremonyKind),
      id: opened.ceremony,
      practice: opened.practice,
      lastUtc: last.at,
      events: head.n,
      damage: damage ?? null,
      shares: shares.length,
      exceptions,
      exchangeKey: exchangeKey !== undefined && readBack['exchange-key'] === exchangeKey.x5tS256,
      blob: blob.phase === 'built',
      keysMade: Object.keys(keysMade).length,
      copiesProven: new Set(proven).size,
    },
  ];
}
