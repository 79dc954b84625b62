// What a package tells of what happened, in one page: the same words from both checkers. Everything else is detail.
import type { ConsumerCount } from '../consumers/work.ts';
import type { ceremonyKinds } from '../plan/plan.ts';

/** What became of the restore; `not-told` where the journal of the machine that makes it is not there. */
export type RestoreOutcome = 'succeeded' | 'partly' | 'failed' | 'unknown' | 'not-made' | 'not-told';

/** Who gave or was refused a share: the custodian's id and name where plan or register name them, else the certificate's SHA-256. */
export type StoryCustodian =
  | { readonly id: string; readonly name: string }
  | { readonly certificateSha256: string | null };

/** One line of the story, in the order in which they are told. */
export type StoryLine =
  | {
      readonly id: 'ceremony';
      readonly ceremonies: readonly string[];
      readonly kind: (typeof ceremonyKinds)[number] | 'emergency';
    }
  | { readonly id: 'given-up'; readonly by: readonly string[]; readonly exception: number; readonly reason: string }
  | { readonly id: 'lost'; readonly hsm: string | null }
  | { readonly id: 'hsm'; readonly hsm: string | null; readonly isNew: boolean }
  /** `taken`: as its name says, ISO 8601 in UTC. */
  | { readonly id: 'backup'; readonly folder: string | null; readonly taken: string | null }
  /** `roles`: codes of the plan; null for a name that it has not, or where there is none. */
  | { readonly id: 'acted'; readonly name: string; readonly roles: readonly string[] | null; readonly hasPlan: boolean }
  | { readonly id: 'shares'; readonly by: readonly StoryCustodian[] }
  | {
      readonly id: 'refused-shares';
      readonly refused: readonly { readonly who: StoryCustodian; readonly fault: string }[];
    }
  | { readonly id: 'dropped-shares'; readonly reasons: readonly string[] }
  | { readonly id: 'open-gap'; readonly times: number }
  | { readonly id: 'restore'; readonly outcome: RestoreOutcome }
  | { readonly id: 'hold'; readonly call: string; readonly minutes: number; readonly exception: number | null }
  | {
      readonly id: 'exception';
      readonly number: number;
      readonly machine: string;
      readonly step: string;
      readonly happened: string;
      readonly decision: string;
      readonly by: readonly string[];
    }
  | { readonly id: 'unattested'; readonly reason: string; readonly by: readonly string[] }
  | { readonly id: 'compared'; readonly compared: ComparedInventory }
  | ({ readonly id: 'consumers' } & ConsumerCount)
  | { readonly id: 'paper'; readonly compared: readonly string[] }
  | { readonly id: 'not-on-paper'; readonly left: readonly string[] }
  | { readonly id: 'own-word'; readonly value: string }
  | { readonly id: 'people' };

/** What the recovered HSM was compared with. */
export type ComparedInventory =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'listed'; readonly counts: string | null }
  /** Counts as the journal words them. */
  | { readonly kind: 'compared'; readonly counts: string };

/** Whether a story ends badly: the restore is not known to have succeeded, and whole. */
export const endsBadly = (story: readonly StoryLine[]): boolean =>
  story.some((line) => line.id === 'restore' && line.outcome !== 'succeeded' && line.outcome !== 'not-told');
