// The incident branch: the steps of the printed incident sheet, word for word, and the three values compared.
import { useState } from 'react';
import { incidentSheet } from '../../../shared/ceremony/blocks.ts';
import { useCatalogue } from '../../texts/use-texts.ts';
import { Field } from '../../ui/Field.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { bareHash, isHash } from '../../ui/PlanHash.tsx';
import { Screen } from '../../ui/Screen.tsx';

const { steps } = incidentSheet('OP');

export function IncidentScreen() {
  const { ceremony } = useCatalogue();
  return (
    <Screen
      title="Incident: the exchange key or the blob is in doubt"
      lead="These are the steps of the incident sheet at the back of the script. Write on the sheet; this screen only compares."
    >
      <Notice tone="warn">
        Stop. Do not build, do not upload, do not try again with a new blob. A blob for a stranger’s key hands the
        security domain over.
      </Notice>
      <table className="table">
        <caption className="visually-hidden">Steps of the incident sheet</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Who</th>
            <th scope="col">Activity</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ id, who }) => (
            <tr key={id}>
              <td className="mono">{id}</td>
              <td>{who.join(', ')}</td>
              <td>{ceremony.steps[id]?.act}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ThreeValues />
    </Screen>
  );
}

const labels = ['Certificate on the sheet of RO1', 'Certificate on the sheet of RO2', 'Thumbprint inside the blob'];

/** Step I3: three values in full, typed from three places; a short comparison would prove nothing. */
function ThreeValues() {
  const [typed, setTyped] = useState(['', '', '']);
  const isWhole = typed.every(isHash);
  const [first, ...others] = typed.map(bareHash);
  return (
    <section className="card stack" aria-label="Three values">
      <h2>I3: compare the three values in full</h2>
      {labels.map((label, at) => (
        <Field
          key={label}
          label={label}
          value={typed[at] ?? ''}
          onChange={(text) => {
            setTyped(typed.map((old, place) => (place === at ? text : old)));
          }}
          description={`64 hex digits; ${bareHash(typed[at] ?? '').length} typed.`}
          isMono
          maxLength={100}
        />
      ))}
      <div role="status">
        {!isWhole ? (
          <Mark tone="plain">not compared yet</Mark>
        ) : others.every((other) => other === first) ? (
          <Mark tone="good">all equal</Mark>
        ) : (
          <Mark tone="stop">they differ: {differing(typed.map(bareHash))}</Mark>
        )}
      </div>
    </section>
  );
}

/** Which one stands alone, where two agree. */
function differing(values: readonly string[]): string {
  const alone = values.findIndex((value) => values.filter((other) => other === value).length === 1);
  const isOneAlone = new Set(values).size === 2;
  return isOneAlone ? (labels[alone] ?? '') : 'all three';
}
