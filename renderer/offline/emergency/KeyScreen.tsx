// The exchange key of an emergency: a file from a stick, for the HSM whose address people type from paper.
import type { ExchangeKeyView } from '#shared/contract/offline/exchange-key-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { isLikelySlip } from '#shared/faults/incident.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { resultMark } from '#renderer/ui/focus.ts';
import { Refused } from '#renderer/ui/Refused.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { TakeFile } from '#renderer/ui/TakeFile.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { Checks } from '#renderer/tools/exchange-key/Checks.tsx';
import { Unattested, UnattestedNotice } from '../exchange-key/Unattested.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function EmergencyKeyScreen({ view }: { readonly view: View }) {
  const t = useTexts('emergency').key;
  const { exchangeKey } = view;
  return (
    <Screen
      title={t.title}
      lead={<Rich text={t.lead} tags={{ term: (words) => <Term name="exchange key">{words}</Term> }} />}
    >
      <Result exchangeKey={exchangeKey} />
      <CheckKey view={view} isAgain={exchangeKey.phase !== 'none'} />
      {exchangeKey.phase !== 'none' && (
        <Checks
          checks={exchangeKey.checks}
          isOpen={exchangeKey.phase === 'refused' && slipIn(exchangeKey) === undefined}
        />
      )}
    </Screen>
  );
}

function CheckKey({ view, isAgain }: { readonly view: View; readonly isAgain: boolean }) {
  const t = useTexts('emergency').key;
  const action = useStore((store) => store.action);
  const sticks = view.volumes.filter(({ role, present }) => role === 'in' && present);
  return (
    <section className="stack" data-tight aria-label={t.region}>
      {sticks.length === 0 ? (
        <Sticks view={view} roles={['in', 'none']} />
      ) : (
        <TakeFile
          legend={t.which}
          kind="exchange-certificate"
          volumes={sticks}
          take={isAgain ? t.another : t.check}
          isAgain={isAgain}
          takesOnly={!isAgain && view.blob.phase === 'none'}
          onTake={async (file) => {
            await action(() => lifeboat.emergency.checkKey({ file }));
          }}
        />
      )}
    </section>
  );
}

const faultOf = ({ checks }: Extract<ExchangeKeyView, { phase: 'refused' }>): Fault | undefined =>
  checks.find(({ outcome }) => outcome === 'failed')?.fault;

/** The two names, where they differ by so little that the address was mistyped. */
function slipIn(exchangeKey: ExchangeKeyView) {
  if (exchangeKey.phase !== 'refused') return undefined;
  const fault = faultOf(exchangeKey);
  return fault?.code === 'EXCHANGE_NAME_OTHER' && isLikelySlip(fault) ? fault : undefined;
}

/** A typing mistake first, an incident second. */
function Slip({ code, expected, found }: { readonly code: string; readonly expected: string; readonly found: string }) {
  const t = useTexts('emergency').key.slip;
  return (
    <section {...resultMark} className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <dl className="facts">
        <dt>{t.typed}</dt>
        <dd className="mono">{expected}</dd>
        <dt>{t.inFile}</dt>
        <dd className="mono">{found}</dd>
      </dl>
      <p className="measure">{t.again}</p>
      <p className="measure">{t.other}</p>
      <dl className="facts">
        <dt>{t.code}</dt>
        <dd className="mono">{code}</dd>
      </dl>
    </section>
  );
}

function Result({ exchangeKey }: { readonly exchangeKey: ExchangeKeyView }) {
  const t = useTexts('emergency').key;
  const { refused } = useTexts('exchangeKey');
  const look = useStore((store) => store.look);
  if (exchangeKey.phase === 'confirmed') {
    const isAttested = exchangeKey.exception === null;
    return (
      <section className="card stack" aria-label={t.accepted}>
        <UnattestedNotice exchangeKey={exchangeKey} />
        <Notice tone={isAttested ? 'good' : 'warn'} isResult>
          <Rich
            text={isAttested ? t.text : t.notAttested}
            tags={{ host: () => <strong className="mono">{exchangeKey.host}</strong> }}
          />
        </Notice>
        <div className="actions">
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
        </div>
        <Fingerprint label={t.sha256} sha256={exchangeKey.certificateSha256} />
      </section>
    );
  }
  if (exchangeKey.phase !== 'refused') return null;
  const slip = slipIn(exchangeKey);
  if (slip !== undefined) return <Slip {...slip} />;
  const fault = faultOf(exchangeKey);
  return (
    <>
      {fault !== undefined && <Refused fault={fault} title={refused} />}
      {exchangeKey.unattested && <Unattested accept={() => lifeboat.emergency.acceptUnattested(null)} />}
    </>
  );
}
