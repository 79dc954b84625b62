// The pages of a ceremony are read once the first screen is drawn: that one is there sooner.
import { type ComponentProps, use } from 'react';
import { readOnce } from '../read-once.ts';
import type { WorkPage } from './CeremonyPage.tsx';

/** Reads them ahead, so that nobody waits for the first page. */
export const readPages = readOnce(async () => (await import('./CeremonyPage.tsx')).WorkPage);

export function LazyPage(props: ComponentProps<typeof WorkPage>) {
  const Page = use(readPages());
  return <Page {...props} />;
}
