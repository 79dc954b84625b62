// A quiet remark beside a step.
import type { ReactNode } from 'react';
import { resultMark } from './focus.ts';

interface NoticeProps {
  readonly tone?: 'plain' | 'warn' | 'good';
  /** It says what came of what was done: the focus goes there. */
  readonly isResult?: boolean;
  readonly children: ReactNode;
}

export function Notice({ tone = 'plain', isResult = false, children }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} {...(isResult ? resultMark : {})}>
      {children}
    </div>
  );
}
