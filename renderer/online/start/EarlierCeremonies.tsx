// Ceremonies in this program's own folder that were not closed, and the way to go on with each.
import type { EarlierCeremony } from '#shared/contract/online/ceremony-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { roleOfIdentity } from '#shared/plan/role-of-identity.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { useRoleOnPaper } from '#renderer/tools/plan/use-role-name.ts';
import { Action } from '#renderer/ui/Action.tsx';

export function EarlierCeremonies({ view: { earlier, practiceOnly } }: { readonly view: OnlineView }) {
  return earlier.map((ceremony) => (
    <EarlierCard key={ceremony.folder} ceremony={ceremony} isRefused={practiceOnly && !ceremony.practice} />
  ));
}

interface EarlierCardProps {
  readonly ceremony: EarlierCeremony;
  readonly isRefused: boolean;
}

function EarlierCard({ ceremony: { folder, id, practice, role, lastUtc }, isRefused }: EarlierCardProps) {
  const moment = useMoment();
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('online').start.earlier;
  const roleOnPaper = useRoleOnPaper();
  const resume = (): void => {
    look(undefined);
    void action(() => online.session.resume({ folder }));
  };
  return (
    <section className="card stack" data-tight aria-label={t.heading(id)}>
      <h2>{t.heading(id)}</h2>
      <p className="soft">
        {practice ? t.practice : t.production}, {role === null ? t.emergency : roleOnPaper(roleOfIdentity[role])}.{' '}
        {t.last(moment(lastUtc))}
      </p>
      <p>{t.kept}</p>
      <div className="actions">
        <Action isDisabled={isRefused || isWaiting} onPress={resume}>
          {t.action}
        </Action>
        {isRefused && <span className="soft">{t.refused}</span>}
      </div>
    </section>
  );
}
