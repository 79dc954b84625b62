// What is behind `npm start --`.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Product, products } from '../package/products.ts';

export type App = Product['id'];

export interface StartOptions {
  readonly apps: readonly App[];
  /** The practice preview, whatever is there. */
  readonly preview: boolean;
  /** Ask for Electron again, although it could not be fetched today. */
  readonly fetch: boolean;
  /** Without Chromium's sandbox: for root in a container. */
  readonly noSandbox: boolean;
  /** In place of the profile that belongs to the app's name. */
  readonly userDataDir: string | undefined;
  /** The preview has no folder dialog: a rehearsal that was made before is named at the start. */
  readonly rehearsal: string | undefined;
}

export const usage =
  'npm start -- [offline|online|both] [--preview] [--fetch] [--no-sandbox] [--user-data-dir FOLDER] [--rehearsal FOLDER]';

/** @throws on what is in no line above */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      preview: { type: 'boolean', default: false },
      fetch: { type: 'boolean', default: false },
      'no-sandbox': { type: 'boolean', default: false },
      'user-data-dir': { type: 'string' },
      rehearsal: { type: 'string' },
    },
  });
  const ids = products.map(({ id }) => id);
  const apps = (positionals.length === 0 ? ['offline'] : positionals).flatMap((word) => {
    if (word === 'both') return ids;
    const app = ids.find((id) => id === word);
    if (app === undefined) throw new Error(`There is no app "${word}".`);
    return [app];
  });
  return {
    apps: [...new Set(apps)],
    preview: values.preview,
    fetch: values.fetch,
    noSandbox: values['no-sandbox'],
    userDataDir: values['user-data-dir'],
    rehearsal: values.rehearsal,
  };
}

/** Two apps cannot share one profile. */
export const profileOf = ({ apps, userDataDir }: StartOptions, app: App): string | undefined =>
  userDataDir === undefined || apps.length === 1 ? userDataDir : join(userDataDir, app);
