// Build the blob of an emergency: two people answer for it, and the plain file goes to a stick.
import type { BlobView } from '#shared/contract/offline/blob-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { Ask } from '../frame/Ask.tsx';
import { UnattestedNotice } from '../exchange-key/Unattested.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function EmergencyBuildScreen({ view }: { readonly view: View }) {
  const t = useTexts('build');
  const { blob } = view;
  return (
    <Screen
      title={blob.phase === 'built' ? t.built : t.build}
      lead={<Rich text={t.lead} tags={{ term: (words) => <Term name="restore blob">{words}</Term> }} />}
    >
      {blob.phase === 'built' ? <Built view={view} blob={blob} /> : <Ready view={view} />}
    </Screen>
  );
}

function Ready({ view }: { readonly view: View }) {
  const t = useTexts('build');
  const { exchangeKey, custodians } = view;
  return (
    <section className="card stack" aria-label={t.before}>
      <UnattestedNotice exchangeKey={exchangeKey} />
      <p>
        <Rich
          text={t.shares(custodians.have, custodians.required)}
          tags={{ count: (words) => <strong>{words}</strong> }}
        />
        {exchangeKey.phase === 'confirmed' && (
          <>
            {' '}
            {t.forHsm}: <strong className="mono">{exchangeKey.host}</strong>
          </>
        )}
      </p>
      <Ask ask={() => lifeboat.emergency.build(null)}>{t.build}</Ask>
    </section>
  );
}

interface BuiltProps {
  readonly view: View;
  readonly blob: Extract<BlobView, { phase: 'built' }>;
}

function Built({ view, blob }: BuiltProps) {
  const t = useTexts('build');
  const say = useTexts('emergency').build;
  const { action, look, isWaiting } = useStore();
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const copies = view.emergency?.copies ?? 0;
  return (
    <>
      <section className="card stack" aria-label={say.write}>
        <Notice tone="good" isResult>
          {copies > 0 ? say.written(copies) : t.authentic(blob.data)}
        </Notice>
        {copies === 0 && <p className="measure">{say.writeLead}</p>}
        {out === undefined && (
          <>
            {copies === 0 && <Notice>{say.noStick}</Notice>}
            <Sticks view={view} roles={['out', 'none']} />
          </>
        )}
        <div className="actions">
          {copies > 0 && <ContinueButton look={look}>{say.goOn}</ContinueButton>}
          <Action
            kind={copies > 0 ? 'plain' : 'primary'}
            isDisabled={out === undefined}
            isPending={isWaiting}
            onPress={() => void action(() => lifeboat.emergency.write(null))}
          >
            {copies > 0 ? say.again : say.doWrite}
          </Action>
        </div>
      </section>
      <section className="card stack" aria-label={t.blob}>
        <Fingerprint label={t.sha256} sha256={blob.sha256} />
        <dl className="facts">
          <dt>{t.size}</dt>
          <dd>{t.bytes(blob.bytes)}</dd>
        </dl>
      </section>
    </>
  );
}
