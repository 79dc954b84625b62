// The page of a healthy HSM is read once one is open.
import { type ComponentProps, use } from 'react';
import { readOnce } from '../../read-once.ts';
import type { ReadinessPage } from './ReadinessPage.tsx';

const readPage = readOnce(async () => (await import('./ReadinessPage.tsx')).ReadinessPage);

export function LazyReadinessPage(props: ComponentProps<typeof ReadinessPage>) {
  const Page = use(readPage());
  return <Page {...props} />;
}
