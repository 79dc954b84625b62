// A step that is done: what was found and written, and the way on.
import type { OnlineStepId, StepFact } from '../../../../shared/contract/online/step-view.ts';
import { readableUtc } from '../../../../shared/formatting/date-time.ts';
import type { FindingTexts } from '../../../../shared/messages/findings.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useFurtherTexts, useTexts } from '../../../texts/use-texts.ts';
import { GoOn } from '../../../ui/GoOn.tsx';
import { Fingerprint } from '../../../ui/Fingerprint.tsx';
import { Mark } from '../../../ui/Mark.tsx';

interface FactView {
  readonly fact: StepFact;
  readonly value: string;
}
interface StepDoneProps {
  readonly id: Exclude<OnlineStepId, 'board'>;
  readonly atUtc: string | null;
  readonly facts: readonly FactView[];
}

/** Hashes that people read aloud or compare with paper stand in full, with their words. */
const aloud: ReadonlySet<StepFact> = new Set([
  'certificate-sha256',
  'payload-sha256',
  'security-domain-sha256',
  'canary-sha256',
]);

export function StepDone({ id, atUtc, facts }: StepDoneProps) {
  const { step, pages } = useTexts('online');
  const { findings } = useFurtherTexts();
  const look = useOnline((store) => store.look);
  const page = pages[id];
  const plain = facts.filter(({ fact }) => !aloud.has(fact));
  return (
    <section className="card stack" data-tight aria-label={step.done.region}>
      <div className="row spread">
        <div className="row">
          <Mark tone="good">{step.done.title}</Mark>
          {atUtc !== null && <span className="soft">{readableUtc(atUtc)}</span>}
        </div>
        <GoOn look={look}>{step.done.goOn}</GoOn>
      </div>
      {'doneNote' in page && <p className="measure">{page.doneNote}</p>}
      {plain.length > 0 && (
        <dl className="facts">
          {plain.map(({ fact, value }) => (
            <div key={`${fact} ${value}`} className="facts-row">
              <dt>{step.facts[fact]}</dt>
              <dd className="mono">{readable(fact, value, findings)}</dd>
            </div>
          ))}
        </dl>
      )}
      {facts
        .filter(({ fact }) => aloud.has(fact))
        .map(({ fact, value }) => (
          <Fingerprint key={fact} label={step.facts[fact]} sha256={value} show="both" />
        ))}
    </section>
  );
}

/** Moments and states in the words of the page; everything else as it is. */
function readable(fact: StepFact, value: string, { activations }: FindingTexts): string {
  if (fact === 'hold-ends' || fact === 'fetched-at') return readableUtc(value);
  const state = (['active', 'not-activated', 'unknown'] as const).find((each) => each === value);
  return fact === 'activation' && state !== undefined ? activations[state] : value;
}
