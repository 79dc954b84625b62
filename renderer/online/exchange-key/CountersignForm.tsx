// For operator 2: the bundle of operator 1 is signed only if it names what this machine saw.
import { useState } from 'react';
import { online } from '../../online-bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { TakeFile } from './TakeFile.tsx';

export function CountersignForm() {
  const [typed, setTyped] = useState('');
  const { countersign: t, 'exchange-key': texts } = useTexts('online').pages;
  const exception = exceptionNumber(typed);
  return (
    <section className="card stack" aria-label={t.title}>
      <div className="measure">
        <ExceptionField label={texts.exception} typed={typed} onTyped={setTyped} />
      </div>
      <TakeFile
        what={t.file}
        kind="bundle"
        action={t.action}
        isReady={exception !== undefined}
        take={({ file }) => online.exchange.countersign({ file, exception: exception ?? null })}
      />
    </section>
  );
}
