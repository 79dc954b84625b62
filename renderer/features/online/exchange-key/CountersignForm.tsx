// For operator 2: the bundle of operator 1 is signed only if it names what this machine saw.
import { useState } from 'react';
import { online } from '../../../online-bridge.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { exceptionNumber } from '../../../../shared/formatting/exception-number.ts';
import { Field } from '../../../ui/Field.tsx';
import { TakeFile } from './TakeFile.tsx';

export function CountersignForm() {
  const [typed, setTyped] = useState('');
  const { countersign: t, 'exchange-key': texts } = useTexts('online').pages;
  return (
    <section className="card stack" aria-label={t.title}>
      <div className="measure">
        <Field
          label={texts.exception}
          description={texts.exceptionNote}
          value={typed}
          onChange={setTyped}
          maxLength={6}
        />
      </div>
      <TakeFile
        what={t.file}
        kind="bundle"
        deed={t.deed}
        take={({ file }) => online.exchange.countersign({ file, exception: exceptionNumber(typed) ?? null })}
      />
    </section>
  );
}
