// One line of text in the form of a register, with what is wrong with it.
import { shownText } from '#shared/plan/draft-text.ts';
import { memberName } from '#shared/plan/sections.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { useOpenRegister } from './register-draft.ts';

interface RegisterTextProps {
  /** Where it is in the register, as in a problem: `custodians[2].copies[0].bag`. */
  readonly path: string;
  readonly value: string | null;
  readonly onType: (typed: string) => void;
  readonly isMono?: boolean;
  readonly maxLength?: number;
}

export function RegisterText({ path, value, onType, isMono, maxLength = 80 }: RegisterTextProps) {
  const { problems } = useOpenRegister();
  const { registerRemark } = useSpokenTexts();
  const { members } = useTexts('registerForm');
  const wrong = problems.find((problem) => problem.path === path && problem.rule !== 'missing');
  return (
    <Field
      label={members[memberName(path)] ?? path}
      value={shownText(value)}
      onChange={onType}
      {...(wrong === undefined ? {} : { problem: registerRemark(wrong) })}
      isMono={isMono ?? false}
      maxLength={maxLength}
    />
  );
}
