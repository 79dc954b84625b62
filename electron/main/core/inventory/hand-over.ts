// The table for those whose applications used the lost HSM: where each key version was, and where it is now.
import { refuse } from '#shared/faults/fault.ts';
import { isSetUpByHand } from '#shared/inventory/difference-row.ts';
import type { Inventory, InventoryDifference } from '#shared/inventory/inventory.ts';
import { notRestored } from '#shared/inventory/not-restored.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { compareInventories } from './compare.ts';
import { csvOf } from './csv.ts';
import { assertOfSource } from './of-source.ts';

export interface HandOverRow {
  readonly key: string;
  readonly version: string;
  readonly enabled: boolean;
  readonly oldUri: string;
  readonly newUri: string;
}

/**
 * One row for each version of each key that is in the recovered HSM. The addresses with a version are named; one without it means
 * the newest version, and changes its host in the same way.
 * @param oldHsmUri base address of the lost HSM
 */
export const handOverRows = ({ hsm, keys }: Inventory, oldHsmUri: string): readonly HandOverRow[] =>
  keys.flatMap(({ name, versions }) =>
    versions.map(({ version, enabled }) => ({
      key: name,
      version,
      enabled,
      oldUri: `${oldHsmUri}/keys/${name}/${version}`,
      newUri: `${hsm}/keys/${name}/${version}`,
    })),
  );

const columns = ['key', 'version', 'enabled', 'oldUri', 'newUri'] as const satisfies readonly (keyof HandOverRow)[];

export const handOverCsv = (rows: readonly HandOverRow[]): string => csvOf(columns, rows);

/** The table as it is given to those whose applications used the lost HSM. */
export interface HandOver {
  readonly rows: readonly HandOverRow[];
  /** What differs and a restore is not known to bring back; null where nothing was compared. */
  readonly byHand: readonly InventoryDifference[] | null;
  readonly csv: Buffer;
  readonly json: Buffer;
}

/**
 * @param recovered the inventory of the recovered HSM
 * @param before the inventory of the backup, so that what people must set up by hand is named
 * @throws INVENTORY_FOREIGN if one of them is not of the plan's HSM; STEP_NOT_PLANNED if the plan names no lost one
 */
export function handOver(plan: Plan, recovered: Inventory, before?: Inventory): HandOver {
  if (recovered.hsm !== plan.target.uri) {
    refuse({ code: 'INVENTORY_FOREIGN', what: 'HSM', expected: plan.target.uri, found: recovered.hsm });
  }
  const source = plan.source ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
  if (before) assertOfSource(plan, before);
  const rows = handOverRows(recovered, source.uri);
  const compared = before && compareInventories(before, recovered);
  const byHand = compared?.differences.filter(isSetUpByHand) ?? null;
  const lists = {
    ...{ rows, notRestored, byHand, notCompared: compared?.notCompared ?? null },
    // Of an earlier format nobody can tell; null says so, an empty list would say that there are none.
    externalKeys: before?.managedExternally.read === true ? before.managedExternally.items : null,
    ekmConnection: before?.managerConnection.read === true ? before.managerConnection.items : null,
  };
  return {
    rows,
    byHand,
    csv: Buffer.from(handOverCsv(rows), 'utf8'),
    json: Buffer.from(`${JSON.stringify(lists, null, 2)}\n`, 'utf8'),
  };
}
