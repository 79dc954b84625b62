// The register of custody: how likely a quorum comes together, what endangers it, and when each copy was last proven.
import { useState } from 'react';
import type { RegisterView, ProvenRegister } from '#shared/contract/tools/custody.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { ProofState } from '#shared/register/health.ts';
import { percentText } from '#shared/formatting/percent.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Written } from '../Written.tsx';
import { EnterProofs, Entered } from './EnterProofs.tsx';
import { Findings } from './Findings.tsx';
import { NewRegister, type NewRegisterWay } from './NewRegister.tsx';
import { useRegisterDraft } from './register-draft.ts';
import { RegisterForm, type WrittenRegister } from './RegisterForm.tsx';
import { Table } from '#renderer/ui/Table.tsx';

const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));

type Way = NewRegisterWay | 'check';
const ways: readonly Way[] = ['check', 'begin', 'goOn', 'revise'];

/** A draft is written in its form; everything else is done with registers that there are. */
export function RegisterScreen() {
  const isWriting = useRegisterDraft(({ view }) => view !== undefined);
  const open = useRegisterDraft((store) => store.open);
  const [written, setWritten] = useState<WrittenRegister>();
  if (!isWriting) return <Registers written={written} />;
  return (
    <RegisterForm
      onWritten={(register) => {
        setWritten(register);
        open(undefined);
      }}
    />
  );
}

function Registers({ written }: { readonly written: WrittenRegister | undefined }) {
  const t = useTexts('custody');
  const form = useTexts('registerForm');
  const [way, setWay] = useState<Way>('check');
  const [file, setFile] = useState<PickedFile | null>(written?.register ?? null);
  const [day, setDay] = useState('');
  const [view, setView] = useState<RegisterView | undefined>(written?.view);
  const [proven, setProven] = useState<ProvenRegister>();
  const { ask, isWaiting } = useTools();
  const on = day.trim();
  const check = async (): Promise<void> => {
    if (file === null) return;
    setView(undefined);
    setProven(undefined);
    const answer = await ask(() => tools.custody.check({ register: file.token, on: on === '' ? null : on }));
    if (answer.ok) setView(answer.value);
  };
  return (
    <Screen title={t.title} lead={t.lead} state={way}>
      {file !== null && written?.register === file && (
        <FocusedResult label={form.writtenRegion}>
          <Notice tone="good">{form.written}</Notice>
          <Written file={written.file} />
        </FocusedResult>
      )}
      <Choices
        legend={form.way}
        isInColumns
        value={way}
        onChange={setWay}
        choices={ways.map((value) => ({ value, title: form.ways[value] }))}
      />
      {way !== 'check' && <NewRegister key={way} way={way} />}
      {way === 'check' && (
        <>
          <PickFile
            what={t.what}
            kind="data"
            picked={file}
            onPicked={(picked) => {
              setFile(picked);
              setView(undefined);
              setProven(undefined);
            }}
          />
          <div className="measure">
            <Field label={t.day} value={day} onChange={setDay} description={t.dayNote} isMono maxLength={10} />
          </div>
          <div className="actions">
            <Action
              kind="primary"
              isDisabled={file === null || (on !== '' && !isDay(on))}
              isPending={isWaiting}
              onPress={() => void check()}
            >
              {t.check}
            </Action>
          </div>
          {proven && <Entered proven={proven} />}
          {view && <Health view={view} />}
          {view && view.health.findings.length > 0 && <Findings findings={view.health.findings} />}
          {view && <Copies view={view} />}
          {file && (
            <EnterProofs
              register={file}
              seen={view?.sha256 ?? null}
              onProven={(entered) => {
                // From here on the new register is the one that is looked at.
                setFile(entered.register);
                setView(entered.view);
                setProven(entered);
              }}
            />
          )}
        </>
      )}
    </Screen>
  );
}

function Health({ view: { practice, hsmUri, required, health } }: { readonly view: RegisterView }) {
  const t = useTexts('custody');
  const { language } = useSpokenTexts();
  const { custody } = useSpokenTexts();
  const { afterLossOfSite } = health;
  return (
    <FocusedResult label={t.health}>
      {practice && <Notice tone="warn">{t.practice}</Notice>}
      <h2>{t.health}</h2>
      <p className="mono">{hsmUri}</p>
      <p>
        {custody.quorum(required, health.custodians.length)} {custody.assessedFor(health.on)}
      </p>
      <dl className="facts">
        <dt>{custody.asRegistered}</dt>
        <dd>{percentText(health.probability, language)}</dd>
        <dt>{custody.provenOnly}</dt>
        <dd>{percentText(health.provenProbability, language)}</dd>
        <dt>{afterLossOfSite === null ? custody.afterLoss : custody.afterLossOf(afterLossOfSite.site)}</dt>
        <dd>{afterLossOfSite === null ? custody.notComputed : percentText(afterLossOfSite.probability, language)}</dd>
      </dl>
      <p className="soft measure">{custody.independent}</p>
      {health.findings.length === 0 && <Notice tone="good">{custody.nothingFound}</Notice>}
    </FocusedResult>
  );
}

const tones: Readonly<Record<ProofState, 'good' | 'warn' | 'stop'>> = {
  valid: 'good',
  soon: 'warn',
  overdue: 'stop',
  never: 'stop',
  ahead: 'stop',
};

function Copies({ view: { health } }: { readonly view: RegisterView }) {
  const t = useTexts('custody');
  const { custody } = useSpokenTexts();
  return (
    <section className="card stack" aria-label={t.copies}>
      <Table caption={t.copies} columns={[t.custodian, t.copy, t.site, t.bag, t.proof, t.due]}>
        {health.custodians.flatMap(({ id, name, copies }) =>
          copies.map(({ site, bag, state, provenOn, how, dueOn, token }, at) => (
            <tr key={`${id} ${at}`}>
              <th scope="row">
                {id} {name}
              </th>
              <td>{token === undefined ? at + 1 : custody.token(token)}</td>
              <td>{site}</td>
              <td className="mono">{bag ?? '–'}</td>
              <td>
                <Badge tone={tones[state]}>{custody.states[state]}</Badge> {provenOn}{' '}
                {how !== null && custody.proofs[how]}
              </td>
              <td>{dueOn ?? '–'}</td>
            </tr>
          )),
        )}
      </Table>
    </section>
  );
}
