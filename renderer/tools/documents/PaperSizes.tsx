// On which paper a document is printed: the same question wherever one is made.
import type { PaperOrder } from '#shared/contract/tools/papers.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';

type PaperSize = PaperOrder['paper'];

interface PaperSizesProps {
  readonly value: PaperSize;
  readonly onChange: (paper: PaperSize) => void;
}

export function PaperSizes({ value, onChange }: PaperSizesProps) {
  const t = useTexts('papers');
  return (
    <Choices
      legend={t.paper}
      isInColumns
      value={value}
      onChange={onChange}
      choices={[
        { value: 'a4', title: t.a4 },
        { value: 'letter', title: t.letter },
      ]}
    />
  );
}
