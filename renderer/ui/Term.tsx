// A word with an explanation: on hover, and on focus for those who use keys.
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import type { TermName } from '#shared/messages/glossary.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';

export function Term({ name, children }: { readonly name: TermName; readonly children?: ReactNode }) {
  const { glossary } = useSpokenTexts();
  return (
    <TooltipTrigger delay={250}>
      <Button className="term">{children ?? name}</Button>
      <Tooltip className="tooltip" offset={6}>
        {glossary[name].meaning}
      </Tooltip>
    </TooltipTrigger>
  );
}
