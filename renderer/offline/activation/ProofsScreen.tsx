// Every custodian opens their own share of the new security domain, from both copies.
import { useState } from 'react';
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { allCopies, areProven, copiesOf, type CopyNumber, provenCopies } from './new-keys.ts';
import { Turn } from './Turn.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function ProofsScreen({ view }: { readonly view: View }) {
  const t = useTexts('activation').proofs;
  const look = useStore((store) => store.look);
  const { activation } = view;
  if (activation === null) return null;
  if (activation.turn !== null) return <Turn turn={activation.turn} />;
  const isAll = areProven(activation);
  return (
    <Screen title={t.title} lead={t.lead} state={String(provenCopies(activation))}>
      <p className="count">
        <strong>{t.count(provenCopies(activation), allCopies(activation))}</strong>
        <span>{t.word}</span>
      </p>
      {isAll ? (
        <>
          <Notice isResult tone="good">
            {t.all(activation.keys.length, activation.keys.filter(({ token }) => token !== null).length)}
          </Notice>
          {activation.kind === 're-wrap' && <Notice>{t.reWrap}</Notice>}
          <div className="actions">
            <ContinueButton look={look}>{t.goOn}</ContinueButton>
          </div>
        </>
      ) : (
        <>
          {activation.kind === 're-wrap' && <Notice tone="warn">{t.keepOld}</Notice>}
          <NextCopy activation={activation} />
        </>
      )}
      <ProofsTable activation={activation} />
    </Screen>
  );
}

/** The next in the order of the plan is suggested; people may come in another. */
function NextCopy({ activation: { keys } }: { readonly activation: ActivationView }) {
  const say = useTexts('activation');
  const t = say.proofs;
  const [chosen, setChosen] = useState('');
  const { action, isWaiting } = useStore();
  const open = keys.flatMap(({ custodian, who, proven, token }) =>
    copiesOf({ token })
      .filter((copy) => !proven.includes(copy))
      .map((copy) => ({
        ...{ value: `${custodian} ${copy}`, custodian, copy, isOnToken: token !== null },
        title: `${say.custodian(custodian, who)}: ${token === null ? say.copy(copy) : say.keys.onToken.which(token)}`,
      })),
  );
  const which = open.find(({ value }) => value === chosen) ?? open[0];
  if (which === undefined) return null;
  const prove = async (copy: CopyNumber): Promise<void> => {
    await action(() => lifeboat.activation.proveCopy({ custodian: which.custodian, copy }));
  };
  return (
    <section className="card stack" aria-label={t.which}>
      <div className="measure">
        <SelectField
          label={t.which}
          value={which.value}
          choices={open.map(({ value, title }) => ({ value, title }))}
          onChange={setChosen}
        />
      </div>
      <div className="actions">
        <Action kind="primary" isPending={isWaiting} onPress={() => void prove(which.copy)}>
          {which.isOnToken ? t.actOnToken : t.act}
        </Action>
      </div>
    </section>
  );
}

function ProofsTable({ activation: { keys } }: { readonly activation: ActivationView }) {
  const say = useTexts('activation');
  const t = say.proofs;
  return (
    <Table caption={t.title} columns={[say.keys.key, say.copy(1), say.copy(2)]}>
      {keys.map(({ custodian, who, proven, token }) => (
        <tr key={custodian}>
          <td>{say.custodian(custodian, who)}</td>
          {copiesOf({ token }).map((copy) => (
            <td key={copy}>
              {proven.includes(copy) ? <Badge tone="good">{t.proven}</Badge> : <Badge tone="plain">{t.unproven}</Badge>}
            </td>
          ))}
          {token !== null && <td>{say.keys.onToken.noCopy(token)}</td>}
        </tr>
      ))}
    </Table>
  );
}
