// The desk is read when somebody opens it: the first page is there sooner.
import { lazy } from 'react';

export const LazyDesk = lazy(async () => ({ default: (await import('./DeskScreen.tsx')).DeskScreen }));
