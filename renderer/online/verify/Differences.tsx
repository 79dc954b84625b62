// Every difference that a comparison has found: searched, by kind, listed in parts, and written to files.
import { useEffect, useRef, useState } from 'react';
import type { FoundDifferences, VerificationView } from '#shared/contract/online/verification-view.ts';
import {
  type DifferenceKind,
  differenceKinds,
  differenceRow,
  isSetUpByHand,
} from '#shared/inventory/difference-row.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { Table } from '#renderer/ui/Table.tsx';

interface DifferencesProps {
  readonly compared: Extract<VerificationView, { phase: 'compared' }>;
  /** Whether files can still be written and noted. */
  readonly isOpen: boolean;
}

export function Differences({ compared, isOpen }: DifferencesProps) {
  const t = useTexts('online').pages.verify;
  const { text, kind, found, search, further } = useSearch(compared);
  const { action, isWaiting } = useOnline();
  return (
    <section className="card stack" data-tight aria-label={t.differences}>
      <h2>{t.differences}</h2>
      <div className="row fields">
        <Field
          label={t.search}
          description={t.searchNote}
          value={text}
          onChange={(typed) => search(typed, kind)}
          maxLength={200}
        />
        <SelectField
          label={t.kind}
          value={kind ?? ''}
          blank={t.allKinds}
          choices={differenceKinds.map((value) => ({ value, title: t.kinds[value] }))}
          onChange={(value) => search(text, differenceKinds.find((each) => each === value) ?? null)}
        />
      </div>
      <p role="status">
        {found.count === 0 ? t.none : t.listedOf(found.differences.length, found.count, compared.differenceCount)}
      </p>
      {found.count > 0 && <DifferenceTable differences={found.differences} />}
      <div className="actions">
        {found.differences.length < found.count && <Action onPress={further}>{t.further}</Action>}
        {isOpen && (
          <Action isPending={isWaiting} onPress={() => void action(() => online.verification.export(null))}>
            {t.export}
          </Action>
        )}
      </div>
      {isOpen && <p className="soft measure">{t.exportNote}</p>}
    </section>
  );
}

/** What is looked for, and what of it is listed so far; main has the whole. */
function useSearch({ differences, differenceCount }: DifferencesProps['compared']) {
  const refuse = useOnline((store) => store.refuse);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<DifferenceKind | null>(null);
  const [found, setFound] = useState<FoundDifferences>({ differences: [...differences], count: differenceCount });
  const asked = useRef(0);
  const ask = async (
    wanted: { text: string; kind: DifferenceKind | null },
    before: FoundDifferences['differences'],
  ) => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await online.verification.find({ ...wanted, from: before.length });
    // Only the answer to what was typed last is shown.
    if (mine !== asked.current) return;
    if (answer.ok) setFound({ ...answer.value, differences: [...before, ...answer.value.differences] });
    else refuse(answer.fault);
  };
  useEffect(
    () => () => {
      asked.current = -1;
    },
    [],
  );
  return {
    text,
    kind,
    found,
    search: (typed: string, chosen: DifferenceKind | null): void => {
      setText(typed);
      setKind(chosen);
      void ask({ text: typed, kind: chosen }, []);
    },
    further: (): void => void ask({ text, kind }, found.differences),
  };
}

export function DifferenceTable({ differences }: Pick<FoundDifferences, 'differences'>) {
  const t = useTexts('online').pages.verify;
  return (
    <Table region={t.what} caption={t.differences} columns={[t.what, t.key, t.expected, t.found]}>
      {differences.map(differenceRow).map(({ kind, subject, expected, found }, at) => (
        <tr key={at}>
          <td>
            <Badge tone={isSetUpByHand({ kind }) || kind.endsWith('-added') ? 'warn' : 'stop'}>{t.kinds[kind]}</Badge>
          </td>
          <td className="mono">{subject}</td>
          <td className="mono">{expected === '' ? '–' : expected}</td>
          <td className="mono">{found === '' ? '–' : found}</td>
        </tr>
      ))}
    </Table>
  );
}
