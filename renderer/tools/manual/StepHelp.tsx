// Help for the step at hand, out of the manual: what is done, with its picture, what can go wrong, and whom to ask.
import type { ManualTexts } from '#shared/messages/en/manual.ts';
import { useSpokenTexts } from '../../texts/use-texts.ts';
import { ManualPicture } from './ManualPicture.tsx';
import { helpOf } from './step-help.ts';

interface StepHelpProps {
  readonly step: string;
  readonly title: string;
}

export function StepHelp({ step, title }: StepHelpProps) {
  const { manual, screens } = useSpokenTexts();
  const t = screens.help;
  const { done, wrong } = helpOf(step, manual);
  return (
    <section className="stack" data-tight aria-label={title}>
      <h2>{title}</h2>
      {done.map(({ text, picture }) => (
        <div key={text} className="stack" data-tight>
          <p>{text}</p>
          {picture !== undefined && <ManualPicture name={picture} />}
        </div>
      ))}
      <Wrong rows={wrong} title={manual.whenWrong} />
      <h3>{t.ask}</h3>
      <p>{t.askWhom}</p>
    </section>
  );
}

interface WrongProps {
  readonly title: string;
  readonly rows: ManualTexts['chapters'][number]['whenWrong'];
}

function Wrong({ title, rows }: WrongProps) {
  return (
    <>
      <h3>{title}</h3>
      <dl className="stack" data-tight>
        {rows.map(([happens, doThis]) => (
          <div key={happens}>
            <dt>
              <strong>{happens}</strong>
            </dt>
            <dd>{doThis}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
