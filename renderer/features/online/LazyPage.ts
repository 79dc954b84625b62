// The pages of a ceremony are read once the first screen is drawn: that one is there sooner.
import { lazy } from 'react';

const load = () => import('./CeremonyPage.tsx');

export const LazyPage = lazy(async () => ({ default: (await load()).CeremonyPage }));

/** Reads them ahead, so that nobody waits for the first page. */
export const readPages = async (): Promise<void> => {
  await load();
};
