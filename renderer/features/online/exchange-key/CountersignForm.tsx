// For operator 2: the bundle of operator 1 is signed only if it names what this machine saw.
import { online } from '../../../online-bridge.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { TakeFile } from './TakeFile.tsx';

export function CountersignForm() {
  const t = useTexts('online').pages.countersign;
  return (
    <section className="card stack" aria-label={t.title}>
      <TakeFile what={t.file} kind="bundle" deed={t.deed} take={online.exchange.countersign} />
    </section>
  );
}
