// The pages of a ceremony are read once the first screen is drawn: that one is there sooner.
import { type ComponentProps, use } from 'react';
import { readOnce } from '../../read-once.ts';
import type { CeremonyPage } from './CeremonyPage.tsx';

/** Reads them ahead, so that nobody waits for the first page. */
export const readPages = readOnce(async () => (await import('./CeremonyPage.tsx')).CeremonyPage);

export function LazyPage(props: ComponentProps<typeof CeremonyPage>) {
  const Page = use(readPages());
  return <Page {...props} />;
}
