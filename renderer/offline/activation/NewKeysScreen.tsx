// New keys of custodians: made onto one stick, checked, written to a second, checked; one custodian after the other.
import { useEffect, useRef, useState } from 'react';
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { NewKeyView } from '#shared/contract/offline/new-key-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { areMade, copiesOf, copyFile, isChecked } from './new-keys.ts';
import { Turn } from './Turn.tsx';

const actions = ['make', 'check-1', 'write-2', 'check-2'] as const;
type KeyAction = (typeof actions)[number];

export function NewKeysScreen({ view }: { readonly view: View }) {
  const t = useTexts('activation').keys;
  const look = useStore((store) => store.look);
  /** The custodian whose key people want to make again, as long as it is not made. */
  const [anew, setAnew] = useState<string>();
  const { activation } = view;
  if (activation === null) return null;
  if (activation.turn !== null) return <Turn turn={activation.turn} />;
  const halfWay = activation.keys.find(({ next }) => next !== 'done' && next !== 'make');
  const chosen = activation.keys.find(({ custodian }) => custodian === anew);
  const current = chosen ?? halfWay ?? activation.keys.find(({ next }) => next !== 'done');
  // What waits for its second stick is in memory, and there for one key alone. What was signed for the other side stays as it is.
  const mayBeAnew = halfWay === undefined && chosen === undefined && (view.recovery?.sent ?? null) === null;
  const last = activation.keys.findLast(({ next }) => next === 'done');
  const done = activation.keys.filter(({ next }) => next === 'done').length;
  return (
    <Screen title={t.title} lead={t.lead}>
      {last !== undefined && (current === undefined || current.next === 'make') && <Made made={last} />}
      {current !== undefined && (
        <OneKey
          key={current.custodian}
          current={current}
          count={t.count(done, activation.keys.length)}
          isAnew={current === chosen}
          onAnew={setAnew}
        />
      )}
      {chosen === undefined && areMade(activation) && (
        <div className="actions">
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
        </div>
      )}
      {activation.keys.some(({ certificateSha256 }) => certificateSha256 !== null) && (
        <SoFar activation={activation} onAnew={mayBeAnew ? setAnew : undefined} />
      )}
    </Screen>
  );
}

interface OneKeyProps {
  readonly current: NewKeyView;
  /** How many keys are done. */
  readonly count: string;
  readonly isAnew: boolean;
  readonly onAnew: (custodian: string | undefined) => void;
}

function OneKey({ current, count, isAnew, onAnew }: OneKeyProps) {
  const say = useTexts('activation');
  const t = say.keys;
  const keys = useTexts('keys');
  const [bits, setBits] = useState<'3072' | '4096'>('3072');
  const { action, isWaiting } = useStore();
  const card = useRef<HTMLElement>(null);
  // The button that was pressed is gone, and it may have been far below: the keyboard goes where the work is.
  useEffect(() => {
    if (isAnew) card.current?.focus();
  }, [isAnew]);
  const { custodian, who } = current;
  const next: KeyAction = isAnew || current.next === 'done' ? 'make' : current.next;
  const act = async (): Promise<void> => {
    const order = { custodian, bits: bits === '3072' ? 3072 : 4096 } as const;
    if (await action(() => callOf(next, order))) onAnew(undefined);
  };
  return (
    <section ref={card} tabIndex={-1} className="card stack" aria-label={say.custodian(custodian, who)}>
      <div className="row spread">
        <h2>{say.custodian(custodian, who)}</h2>
        <Badge tone="plain">{count}</Badge>
      </div>
      <ol className="stack plain-set" data-tight>
        {actions.map((each) => (
          <li key={each} className="row" aria-current={each === next ? 'step' : undefined}>
            <Progress at={actions.indexOf(each) - actions.indexOf(next)} />
            {each === next ? <strong>{t.steps[each]}</strong> : <span className="soft">{t.steps[each]}</span>}
          </li>
        ))}
      </ol>
      {next === 'make' && (
        <>
          {isAnew && <Notice tone="warn">{t.anewNote}</Notice>}
          <p className="soft measure">{t.labels(copyFile(custodian, 1), copyFile(custodian, 2))}</p>
          <p className="soft measure">{t.onToken.instead}</p>
          <Choices
            legend={keys.size}
            isInColumns
            value={bits}
            onChange={setBits}
            choices={[
              { value: '3072', title: keys.rsa3072, detail: keys.advised },
              { value: '4096', title: keys.rsa4096, detail: keys.larger },
            ]}
          />
        </>
      )}
      <div className="actions">
        <Action kind="primary" isPending={isWaiting} onPress={() => void act()}>
          {t.act[next]}
        </Action>
        {next !== 'make' && (
          <Action kind="quiet" onPress={() => onAnew(custodian)}>
            {t.anew}
          </Action>
        )}
        {isAnew && current.next !== 'make' && (
          <Action kind="quiet" onPress={() => onAnew(undefined)}>
            {t.asItIs}
          </Action>
        )}
      </div>
    </section>
  );
}

interface Order {
  readonly custodian: string;
  readonly bits: 3072 | 4096;
}

function callOf(next: KeyAction, { custodian, bits }: Order): ReturnType<typeof lifeboat.activation.makeKey> {
  switch (next) {
    case 'make':
      return lifeboat.activation.makeKey({ custodian, bits });
    case 'write-2':
      return lifeboat.activation.writeCopy({ custodian });
    case 'check-1':
      return lifeboat.activation.checkCopy({ custodian, copy: 1 });
    case 'check-2':
      return lifeboat.activation.checkCopy({ custodian, copy: 2 });
  }
}

/** @param at how far a step is from the one that is next */
function Progress({ at }: { readonly at: number }) {
  const t = useTexts('activation').keys;
  if (at < 0) return <Badge tone="good">{t.done}</Badge>;
  return <Badge tone="plain">{at === 0 ? t.now : t.later}</Badge>;
}

function Made({ made: { custodian, certificateSha256, token } }: { readonly made: NewKeyView }) {
  const t = useTexts('activation').keys;
  if (certificateSha256 === null) return null;
  const title = token === null ? t.madeTitle(custodian) : t.onToken.madeTitle(custodian, token);
  return (
    <section className="card stack" aria-label={title}>
      <Notice tone="good">
        <strong>{title}.</strong> {token === null ? t.made : t.onToken.made}
      </Notice>
      <Fingerprint label={t.certificate(custodian)} sha256={certificateSha256} show="both" />
    </section>
  );
}

interface SoFarProps {
  readonly activation: ActivationView;
  /** Undefined where no finished key may be made again now. */
  readonly onAnew: ((custodian: string) => void) | undefined;
}

function SoFar({ activation: { keys }, onAnew }: SoFarProps) {
  const say = useTexts('activation');
  const t = say.keys;
  return (
    <table className="table">
      <caption>{t.table}</caption>
      <thead>
        <tr>
          <th scope="col">{t.key}</th>
          <th scope="col">{say.copy(1)}</th>
          <th scope="col">{say.copy(2)}</th>
          {onAnew !== undefined && <th scope="col">{t.doAnew}</th>}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.custodian}>
            <td>
              {say.custodian(key.custodian, key.who)}{' '}
              <span className="soft">{key.certificateSha256 === null ? t.none : t.isMade}</span>
              {key.certificateSha256 !== null && <div className="mono">{key.certificateSha256}</div>}
            </td>
            {copiesOf(key).map((copy) => (
              <td key={copy}>
                {isChecked(key, copy) ? <Badge tone="good">{t.checked}</Badge> : <Badge tone="plain">{t.open}</Badge>}
              </td>
            ))}
            {key.token !== null && <td>{t.onToken.noCopy(key.token)}</td>}
            {onAnew !== undefined && (
              <td>
                {key.next === 'done' && (
                  <Action kind="quiet" label={t.anewOf(key.custodian)} onPress={() => onAnew(key.custodian)}>
                    {t.doAnew}
                  </Action>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
