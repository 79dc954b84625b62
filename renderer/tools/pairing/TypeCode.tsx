// The side that types: 32 words in four rows, and nothing is shown before they agree.
import { useState } from 'react';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { allPlaces, emptyRows, wordsAt } from '#shared/formatting/word-rows.ts';
import { WordRows } from '#renderer/ui/WordRows.tsx';
import { Code, type Pair } from './Code.tsx';

/** A number that a machine gave out: 16 bytes as people type them. */
const bare = (typed: string): string => typed.replace(/[\s-]/g, '').toLowerCase();

export function TypeCode({ pair }: { readonly pair: Pair }) {
  const [rows, setRows] = useState(emptyRows);
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [number, setNumber] = useState('');
  const [paired, setPaired] = useState<Pairing>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('pairing');
  const choose = useTexts('tools').choose;
  const challenge = bare(number);
  const isNumber = challenge === '' || /^[0-9a-f]{32}$/.test(challenge);
  const words = wordsAt(allPlaces, rows);
  const compare = async (): Promise<void> => {
    if (words === undefined) return;
    const order = {
      pair,
      typed: words.join(' '),
      journal: journal?.token ?? null,
      challenge: journal === null || challenge === '' ? null : challenge,
    };
    const answer = await ask(() => tools.pairing.compare(order));
    if (answer.ok) setPaired(answer.value);
    // Two slips of the pen close a pairing: what was typed stays, to be corrected where it is wrong.
  };
  if (paired) {
    return (
      <Code pairing={paired}>
        <Notice tone="good">
          {t.agree} {journal !== null && t.noted} {t.change}
        </Notice>
      </Code>
    );
  }
  return (
    <section className="card stack" aria-label={t.region}>
      <h2>{t.words}</h2>
      <p className="soft measure">{t.why}</p>
      <WordRows rows={rows} onChange={setRows} />
      <PickFile what={choose.journal} kind="journal" detail={t.journal} picked={journal} onPicked={setJournal} />
      {journal !== null && (
        <div className="measure">
          <Field
            label={t.challenge}
            description={t.challengeDetail(challenge.length)}
            value={number}
            onChange={setNumber}
            isMono
            maxLength={50}
          />
        </div>
      )}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={isWaiting || words === undefined || !isNumber}
          onPress={() => void compare()}
        >
          {t.compare}
        </Action>
        <span className="soft">{t.tries}</span>
      </div>
    </section>
  );
}
