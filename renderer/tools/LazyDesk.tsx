// The desk is read once the first screen is drawn: that one is there sooner.
import { type ComponentProps, use } from 'react';
import { readOnce } from '../read-once.ts';
import type { DeskScreen } from './DeskScreen.tsx';

/** Reads it ahead: whoever opened it before it is there would see an empty page for the third of a second that React holds back what comes late. */
export const readDesk = readOnce(async () => (await import('./DeskScreen.tsx')).DeskScreen);

export function LazyDesk(props: ComponentProps<typeof DeskScreen>) {
  const Desk = use(readDesk());
  return <Desk {...props} />;
}
