// The plan of the open ceremony, and the clock on the wall as somebody reads it.
import { roleOfIdentity } from '#shared/plan/role-of-identity.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { PlanFacts } from '#renderer/tools/plan/PlanFacts.tsx';
import { useRoleOnPaper } from '#renderer/tools/plan/use-role-name.ts';
import type { PageProps } from '../pages.ts';
import { WallClock } from './WallClock.tsx';

/** As many must approve a plan before it may be used. */
const approversRequired = 2;

export function BeginPage({ view, ceremony }: PageProps) {
  const moment = useMoment();
  const t = useTexts('online').begin;
  const roleOnPaper = useRoleOnPaper();
  const { plan, planSha256, approvers, role, holder, folder, resumed } = ceremony;
  return (
    <Screen title={t.title} lead={t.lead} state={view.clock.phase}>
      {resumed && <Notice>{t.resumed}</Notice>}
      <div className="columns">
        <WallClock clock={view.clock} isOpen={ceremony.phase === 'open'} />
        <section className="card stack" data-tight aria-label={t.here}>
          <h2>{t.here}</h2>
          <dl className="facts">
            <dt>{t.role}</dt>
            <dd>
              {roleOnPaper(roleOfIdentity[role])}: {holder}
            </dd>
            <dt>{t.folder}</dt>
            <dd className="mono">{folder}</dd>
            {view.clock.phase === 'set' && (
              <>
                <dt>{t.clock}</dt>
                <dd>{moment(view.clock.wallUtc)}</dd>
              </>
            )}
          </dl>
        </section>
      </div>
      <PlanFacts view={{ plan, planSha256, approvers, required: approversRequired }} />
    </Screen>
  );
}
