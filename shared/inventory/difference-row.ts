// One difference of an inventory as a row: the same on the screen, in the table for a spreadsheet, and where it is searched.
import type { InventoryDifference } from './inventory.ts';

/** The kinds of differences. */
export const differenceKinds = [
  'key-missing',
  'key-added',
  'version-missing',
  'version-added',
  'attribute',
  'role-missing',
  'role-added',
  'release-policy-differs',
  'rotation-policy-differs',
  'setting-differs',
  'region-missing',
  'region-added',
  'soft-deleted-missing',
  'soft-deleted-added',
] as const satisfies readonly InventoryDifference['kind'][];
export type DifferenceKind = (typeof differenceKinds)[number];

/**
 * Kinds of what a restore is not known to bring back: people set it up by hand, with the hand-over. They are listed, and stop
 * nobody. A release policy is none of them, because it says who may take a key out of the HSM.
 */
const setUpByHand: ReadonlySet<DifferenceKind> = new Set([
  'rotation-policy-differs',
  'setting-differs',
  'region-missing',
  'region-added',
  'soft-deleted-missing',
  'soft-deleted-added',
]);
export const isSetUpByHand = ({ kind }: { readonly kind: DifferenceKind }): boolean => setUpByHand.has(kind);

/** How many differences stop a ceremony until two people have decided. */
export const stoppingCount = (differences: readonly InventoryDifference[]): number =>
  differences.filter((each) => !isSetUpByHand(each)).length;

/** So many are shown at once; the others are asked for, or written to files. */
export const differencesShown = 100;

export interface DifferenceRow {
  readonly kind: DifferenceKind;
  /** The key, version, field or role that differs. */
  readonly subject: string;
  /** As it is in the two inventories; empty where one has nothing. */
  readonly expected: string;
  readonly found: string;
}

/** A difference as a row. */
export function differenceRow(difference: InventoryDifference): DifferenceRow {
  const { kind } = difference;
  switch (kind) {
    case 'key-missing':
      return { kind, subject: difference.key, expected: String(difference.versions), found: '0' };
    case 'key-added':
      return { kind, subject: difference.key, expected: '0', found: String(difference.versions) };
    case 'version-missing':
      return { kind, subject: difference.key, expected: difference.version, found: '' };
    case 'version-added':
      return { kind, subject: difference.key, expected: '', found: difference.version };
    case 'attribute': {
      const { key, version, field, expected, found } = difference;
      return { kind, subject: `${key}/${version}: ${field}`, expected, found };
    }
    case 'role-missing':
    case 'role-added': {
      const { scope, role, principalId } = difference;
      const isMissing = kind === 'role-missing';
      return {
        kind,
        subject: `${scope} ${principalId}`,
        expected: isMissing ? role : '',
        found: isMissing ? '' : role,
      };
    }
    case 'release-policy-differs': {
      const { key, version, expected, found } = difference;
      return { kind, subject: `${key}/${version}`, expected, found };
    }
    case 'rotation-policy-differs':
      return { kind, subject: difference.key, expected: difference.expected, found: difference.found };
    case 'setting-differs':
      return { kind, subject: difference.name, expected: difference.expected, found: difference.found };
    case 'region-missing':
      return { kind, subject: difference.region, expected: difference.region, found: '' };
    case 'region-added':
      return { kind, subject: difference.region, expected: '', found: difference.region };
    case 'soft-deleted-missing':
      return { kind, subject: difference.key, expected: difference.scheduledPurge, found: '' };
    case 'soft-deleted-added':
      return { kind, subject: difference.key, expected: '', found: difference.scheduledPurge };
  }
}

/** What is looked for among many differences. */
export interface DifferenceSearch {
  /** In any column, in either case; empty finds all. */
  readonly text: string;
  /** Null finds every kind. */
  readonly kind: DifferenceKind | null;
}

/** The differences that a search finds, in their order. */
export function findDifferences(
  differences: readonly InventoryDifference[],
  { text, kind }: DifferenceSearch,
): readonly InventoryDifference[] {
  const wanted = text.trim().toLowerCase();
  return differences.filter((difference) => {
    if (kind !== null && difference.kind !== kind) return false;
    const { subject, expected, found } = differenceRow(difference);
    return wanted === '' || [subject, expected, found].some((cell) => cell.toLowerCase().includes(wanted));
  });
}
