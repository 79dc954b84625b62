// A short verdict. The sign and the word carry it; the colour only helps.
import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'stop' | 'plain';
const signs: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', stop: '✕', plain: '·' };

export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className="mark" data-tone={tone}>
      <span aria-hidden="true">{signs[tone]}</span>
      <span>{children}</span>
    </span>
  );
}
