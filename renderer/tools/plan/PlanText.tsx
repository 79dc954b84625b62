// One line of text in the form of a plan, with what is wrong with it.
import { shownText } from '#shared/plan/draft-text.ts';
import { memberName } from '#shared/plan/sections.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { useOpenPlan } from './plan-draft.ts';

interface PlanTextProps {
  /** Where it is in the plan, as in a problem: `custodians[2].site`. */
  readonly path: string;
  readonly value: string | null | undefined;
  readonly onType: (typed: string) => void;
  readonly detail?: string;
  /** In front of the label, where several have the same. */
  readonly of?: string;
  readonly isMono?: boolean;
  readonly isLong?: boolean;
  readonly maxLength?: number;
}

export function PlanText({ path, value, onType, detail, of, isMono, isLong, maxLength = 300 }: PlanTextProps) {
  const { problems } = useOpenPlan();
  const { planRemark } = useSpokenTexts();
  const { members } = useTexts('planForm');
  const wrong = problems.find((problem) => problem.path === path && problem.rule !== 'left-blank');
  const label = members[memberName(path)] ?? path;
  return (
    <Field
      label={of === undefined ? label : `${of}: ${label}`}
      value={shownText(value)}
      onChange={onType}
      {...(detail === undefined ? {} : { description: detail })}
      {...(wrong === undefined ? {} : { problem: [planRemark(wrong), detail].join(' ').trim() })}
      isMono={isMono ?? false}
      isLong={isLong ?? false}
      maxLength={maxLength}
    />
  );
}
