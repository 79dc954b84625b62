// For the trainer: makes the folder of a rehearsal and chooses what will go wrong. The choice is gone from the screen afterwards.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { rehearsalFaults, type RehearsalFault } from '#shared/rehearsal/faults.ts';
import { partsOf, roleOf, type Team } from '#shared/rehearsal/team.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useRehearsal } from '#renderer/store/rehearsal-store.ts';
import { online } from '../../online-bridge.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';

const from = (least: number, most: number): readonly { readonly value: string; readonly title: string }[] =>
  Array.from({ length: most - least + 1 }, (_none, at) => ({ value: String(least + at), title: String(least + at) }));

export function MakeWorkspace() {
  const t = useTexts('rehearsal').make;
  const { rehearsal, ceremony } = useSpokenTexts();
  const { faults: texts } = rehearsal;
  const [workspace, setWorkspace] = useState<PickedFile | null>(null);
  const [trainerName, setTrainerName] = useState('');
  const [faults, setFaults] = useState<readonly RehearsalFault[]>([]);
  const [custodians, setCustodians] = useState('3');
  const [required, setRequired] = useState('2');
  const [names, setNames] = useState<Team>({});
  const { ask, isWaiting } = useTools();
  const { show } = useRehearsal();
  const isComplete =
    workspace !== null && trainerName.trim() !== '' && faults.length > 0 && required !== '' && custodians !== '';
  const asked = partsOf(Number(custodians));
  const team: Team = Object.fromEntries(
    asked.map((part) => [part, names[part]?.trim() ?? ''] as const).filter(([, name]) => name !== ''),
  );
  const make = async (): Promise<void> => {
    if (workspace === null) return;
    const order = { custodians: Number(custodians), required: Number(required), faults: [...faults], team };
    const answer = await ask(() =>
      online.workspaces.make({ workspace: workspace.token, trainerName: trainerName.trim(), ...order }),
    );
    if (answer.ok) show(answer.value);
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.text}</p>
      <PickFile
        what={t.workspace}
        detail={t.workspaceNote}
        kind="rehearsal"
        picked={workspace}
        onPicked={setWorkspace}
      />
      <div className="columns">
        <Field label={t.name} value={trainerName} onChange={setTrainerName} maxLength={80} />
        <SelectField
          label={t.custodians}
          value={custodians}
          blank={t.choose}
          choices={from(3, 10)}
          onChange={(value) => {
            setCustodians(value);
            if (Number(value) < Number(required)) setRequired('');
          }}
        />
        <SelectField
          label={t.required}
          value={required}
          blank={t.choose}
          choices={from(2, Math.max(2, Number(custodians)))}
          onChange={setRequired}
        />
      </div>
      <details>
        <summary>{t.team}</summary>
        <div className="stack">
          <p className="soft measure">{t.teamText}</p>
          <div className="columns">
            {asked.map((part) => (
              <Field
                key={part}
                label={`${part} · ${ceremony.roles[roleOf(part)].name}`}
                value={names[part] ?? ''}
                onChange={(name) => setNames({ ...names, [part]: name })}
                maxLength={80}
              />
            ))}
          </div>
        </div>
      </details>
      <fieldset className="people">
        <legend className="legend">{t.faults}</legend>
        {rehearsalFaults.map((fault) => (
          <label key={fault} className="row">
            <input
              type="checkbox"
              checked={faults.includes(fault)}
              onChange={({ target }) =>
                setFaults(target.checked ? [...faults, fault] : faults.filter((each) => each !== fault))
              }
            />
            <span>{texts[fault].name}</span>
          </label>
        ))}
      </fieldset>
      <div className="actions">
        <Action kind="primary" isDisabled={!isComplete} isPending={isWaiting} onPress={() => void make()}>
          {t.make}
        </Action>
        {!isComplete && <span className="soft">{t.missing}</span>}
        {isWaiting && <span role="status">{t.waiting}</span>}
      </div>
    </section>
  );
}
