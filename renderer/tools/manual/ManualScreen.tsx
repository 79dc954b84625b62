// The manual of each role: what to know before, what happens on the day, and what to do when something goes wrong. The printed one says the same.
import { useState } from 'react';
import type { ManualChapter } from '#shared/messages/en/manual.ts';
import { useSpokenTexts, useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Table } from '#renderer/ui/Table.tsx';
import { ManualPicture } from './ManualPicture.tsx';

export function ManualScreen() {
  const { manual } = useSpokenTexts();
  const [chosen, setChosen] = useState('0');
  const t = useTexts('tools').manual;
  const chapter = manual.chapters[Number(chosen)];
  return (
    <Screen title={t.title} lead={t.lead}>
      <Choices
        legend={t.role}
        isInColumns
        value={chosen}
        onChange={setChosen}
        choices={manual.chapters.map(({ title }, at) => ({ value: String(at), title }))}
      />
      {chapter && <Chapter chapter={chapter} />}
      <section className="card stack" data-tight aria-label={manual.rulesTitle}>
        <h2>{manual.rulesTitle}</h2>
        <ol className="numbered measure">
          {manual.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </section>
    </Screen>
  );
}

function Chapter({ chapter: { title, intro, before, onTheDay, whenWrong } }: { readonly chapter: ManualChapter }) {
  const { manual } = useSpokenTexts();
  return (
    <section className="card stack" data-tight aria-label={title}>
      <h2>{title}</h2>
      <p className="measure">{intro}</p>
      <h3>{manual.before}</h3>
      <ul className="numbered measure">
        {before.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <h3>{manual.onTheDay}</h3>
      <ol className="numbered measure">
        {onTheDay.map(({ text, picture }) => (
          <li key={text}>
            {text}
            {picture !== undefined && <ManualPicture name={picture} />}
          </li>
        ))}
      </ol>
      <h3>{manual.whenWrong}</h3>
      <Table columns={[manual.happens, manual.doThis]}>
        {whenWrong.map(([happens, doThis]) => (
          <tr key={happens}>
            <th scope="row">{happens}</th>
            <td>{doThis}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
