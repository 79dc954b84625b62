// The two programs that are shipped: what each is called, and the built files from which everything else of it follows.
import { tokenAddonHashName, tokenAddonName } from '#platform/token-addon-file.ts';

export interface Product {
  /** Also the name of its main file in out/electron and the stem of its program's name. */
  readonly id: 'offline' | 'online';
  readonly appId: string;
  readonly name: string;
  /** Name of the program's file on Linux, and of its package. */
  readonly executable: string;
  readonly description: string;
  /** The same for desktops that speak German. */
  readonly germanDescription: string;
  /** Built files that nothing else names; what these name in turn is found by reading them. */
  readonly entries: readonly string[];
  /** Built files that go with them where they were built. */
  readonly optional: readonly string[];
}

export const products: readonly Product[] = [
  {
    id: 'offline',
    appId: 'org.lifeboat.offline',
    name: 'Lifeboat Offline',
    executable: 'lifeboat-offline',
    description: 'Builds the restore blob of an Azure Managed HSM, on a machine without a network.',
    germanDescription: 'Baut den Wiederherstellungs-Blob eines Azure Managed HSM, auf einer Maschine ohne Netz.',
    entries: [
      'electron/offline.cjs',
      'electron/drill-offline.cjs',
      'electron/offline-preload.cjs',
      'electron/confirmation-preload.cjs',
      'secrets/combiner.cjs',
      'secrets/key-maker.cjs',
      'secrets/key-worker.cjs',
      'secrets/reader.cjs',
      'secrets/token-worker.cjs',
      'renderer/offline.html',
      'renderer/confirmation.html',
    ],
    optional: [`secrets/${tokenAddonName}`, `secrets/${tokenAddonHashName}`],
  },
  {
    id: 'online',
    appId: 'org.lifeboat.online',
    name: 'Lifeboat Online',
    executable: 'lifeboat-online',
    description: 'Rebuilds an Azure Managed HSM with a restore blob and a backup.',
    germanDescription: 'Stellt ein Azure Managed HSM wieder her, mit einem Wiederherstellungs-Blob und einem Backup.',
    entries: [
      'electron/online.cjs',
      'electron/drill-online.cjs',
      'electron/online-preload.cjs',
      'electron/confirmation-preload.cjs',
      'renderer/online.html',
      'renderer/confirmation.html',
    ],
    optional: [],
  },
];

/** @throws where there is no such product */
export function productOf(id: string | undefined): Product {
  const product = products.find((each) => each.id === id);
  if (product === undefined) throw new Error(`there is no product "${id ?? ''}"; there are offline and online`);
  return product;
}
