// A quiet remark beside a step.
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly tone?: 'plain' | 'warn' | 'good';
  readonly children: ReactNode;
}

export function Notice({ tone = 'plain', children }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone}>
      {children}
    </div>
  );
}
