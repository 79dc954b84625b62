// Step I3: three values in full, typed from three places; a short comparison would prove nothing.
import { useState } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { bareHash, isHash } from '#renderer/ui/PlanHash.tsx';

const members = ['first', 'second', 'blob'] as const;

export function ThreeValues() {
  const [typed, setTyped] = useState<readonly string[]>(members.map(() => ''));
  const t = useTexts('incident').values;
  const values = typed.map(bareHash);
  // Where the incident came before a blob was built, there is no third value.
  const given = values.filter((value, at) => at < 2 || value !== '');
  const isComparable = given.every(isHash);
  return (
    <section className="stack" data-tight aria-label={t.region}>
      <h3>{t.heading}</h3>
      {members.map((member, at) => (
        <Field
          key={member}
          label={t[member]}
          value={typed[at] ?? ''}
          onChange={(text) => setTyped(typed.map((old, place) => (place === at ? text : old)))}
          description={`${t.typed((values[at] ?? '').length)}${member === 'blob' ? ` ${t.noBlob}` : ''}`}
          isMono
          maxLength={100}
        />
      ))}
      <div role="status">
        {!isComparable ? (
          <Badge tone="plain">{t.waiting}</Badge>
        ) : given.every((value) => value === given[0]) ? (
          <Badge tone="good">{t.equal}</Badge>
        ) : (
          <Badge tone="stop">{t.differ(nameOf(alone(given), t) ?? t.all)}</Badge>
        )}
      </div>
    </section>
  );
}

/** The place of the one that is alone, where two agree. */
function alone(values: readonly string[]): number | undefined {
  if (values.length < 3 || new Set(values).size !== 2) return undefined;
  return values.findIndex((value) => values.filter((other) => other === value).length === 1);
}

function nameOf(place: number | undefined, t: Readonly<Record<(typeof members)[number], string>>): string | undefined {
  const member = place === undefined ? undefined : members[place];
  return member === undefined ? undefined : t[member];
}
