// One question: a card for each answer, with a drawing. A press goes one level down.
import { Button } from 'react-aria-components/Button';
import type { DrawingName } from '#shared/map/drawings.ts';
import { Drawing } from '../../ui/Drawing.tsx';

export interface Answer<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly detail: string;
  readonly drawing: DrawingName;
}

interface AnswersProps<Value extends string> {
  readonly answers: readonly Answer<Value>[];
  /** While main answers the one before. */
  readonly isDisabled?: boolean;
  readonly onChoose: (value: Value) => void;
}

export function Answers<Value extends string>({ answers, isDisabled = false, onChoose }: AnswersProps<Value>) {
  return (
    <div className="answers">
      {answers.map(({ value, title, detail, drawing }) => (
        <Button key={value} className="answer" isDisabled={isDisabled} onPress={() => onChoose(value)}>
          <Drawing name={drawing} />
          <strong>{title}</strong>
          <span className="detail">{detail}</span>
        </Button>
      ))}
    </div>
  );
}
