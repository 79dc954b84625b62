// The incident branch is read when it begins: it brings the sheets of a whole ceremony with it.
import { lazy } from 'react';

export const LazyIncident = lazy(async () => ({ default: (await import('./IncidentBranch.tsx')).IncidentBranch }));
