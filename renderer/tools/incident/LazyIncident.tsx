// The incident branch is read when it begins: it brings the sheets of a whole ceremony with it.
import { type ComponentProps, use } from 'react';
import { readOnce } from '../../read-once.ts';
import type { IncidentBranch } from './IncidentBranch.tsx';

const readBranch = readOnce(async () => (await import('./IncidentBranch.tsx')).IncidentBranch);

export function LazyIncident(props: ComponentProps<typeof IncidentBranch>) {
  const Branch = use(readBranch());
  return <Branch {...props} />;
}
