// First help: the step at hand, how a session goes, and every term in plain words.
import { sortedTerms } from '#shared/messages/glossary.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { StepHelp } from '../manual/StepHelp.tsx';

interface HelpDialogProps {
  /** The step on the screen; undefined where there is none. */
  readonly step: { readonly id: string; readonly title: string } | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ step, isOpen, onClose }: HelpDialogProps) {
  const { glossary, language, screens } = useSpokenTexts();
  const t = screens.help;
  return (
    <Popup title={t.title} isOpen={isOpen} onClose={onClose}>
      {step !== undefined && <StepHelp step={step.id} title={step.title} />}
      <p>{t.lead}</p>
      <p className="soft">{t.keys}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.terms}>
        <dl className="stack" data-tight>
          {sortedTerms(glossary, language).map(({ term, meaning }) => (
            <div key={term}>
              <dt>
                <strong>{term}</strong>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="actions">
        <Action kind="primary" onPress={onClose}>
          {t.close}
        </Action>
      </div>
    </Popup>
  );
}
