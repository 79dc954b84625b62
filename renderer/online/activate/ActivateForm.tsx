// An activation or a re-wrap: the custodians' certificates come in, the security domain comes out.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import type { PageProps } from '../pages.ts';
import { BundleStep } from '../upload/BundleStep.tsx';

export function ActivateForm({ view, ceremony }: PageProps) {
  const { activate: t, 're-wrap': reWrap } = useTexts('online').pages;
  const isReWrap = ceremony.kind === 're-wrap';
  return (
    <>
      {isReWrap && <Notice>{reWrap.log}</Notice>}
      <BundleStep
        view={view}
        texts={{ ...t, action: isReWrap ? reWrap.action : t.action }}
        make={() => online.steps.activate(null)}
      />
    </>
  );
}

/** After the activation: the security domain goes to the offline side, and says by itself that the activation succeeded. */
export function ActivationOut({ view }: PageProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.activate;
  const sent = view.written.filter(({ name }) => name.endsWith('-security-domain.bundle.json'));
  return (
    <>
      {sent.length > 0 && <WrittenFiles files={sent} />}
      <div className="actions">
        <Action
          kind={view.unwritten.includes('activate') ? 'primary' : 'plain'}
          isPending={isWaiting}
          onPress={() => void action(() => online.exchange.sendSecurityDomain(null))}
        >
          {t.send}
        </Action>
      </div>
    </>
  );
}
