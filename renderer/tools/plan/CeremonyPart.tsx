// The ceremony itself: its id, day, place and purpose, and how much paper it has; and the register that knows most of the rest.
import { requiredText } from '#shared/plan/draft-text.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { FillFrom } from './FillFrom.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

const members = ['ceremony', 'date', 'place', 'purpose'] as const;
const limits = { ceremony: 40, date: 10, place: 120, purpose: 200 } as const;

export function CeremonyPart() {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').ceremony;
  const details = { place: t.place, purpose: t.purpose };
  return (
    <>
      <div className="columns">
        {members.map((member) => (
          <PlanText
            key={member}
            path={member}
            value={plan[member]}
            onType={(typed) =>
              edit({ ...plan, [member]: requiredText(member === 'ceremony' ? typed.toUpperCase() : typed) })
            }
            {...(member === 'place' || member === 'purpose' ? { detail: details[member] } : { isMono: true })}
            maxLength={limits[member]}
          />
        ))}
      </div>
      <Choices
        legend={t.grade}
        isInColumns
        value={gradeOf(plan)}
        onChange={(grade) => edit({ ...plan, grade })}
        choices={[
          { value: 'full', title: t.full, detail: t.fullNote },
          { value: 'short', title: t.short, detail: t.shortNote },
        ]}
      />
      <FillFrom
        what={t.register}
        detail={t.registerNote}
        kind="data"
        sourceOf={(file) => ({ kind: 'register', file })}
      />
    </>
  );
}
