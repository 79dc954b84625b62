// The signing keys of the machines: read from the files that their holders made.
import { shownText } from '#shared/plan/draft-text.ts';
import { holdersOf } from '#shared/plan/edits.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { roleOfIdentity } from '#shared/plan/role-of-identity.ts';
import { blank } from '#shared/plan/template.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { FillFrom } from './FillFrom.tsx';
import { useNameOf } from './PeoplePart.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { Table } from '#renderer/ui/Table.tsx';

type Identity = Plan['identities'][number];
const machines = ['operator-1', 'operator-2', 'offline', 'witness'] as const;

export function MachinesPart() {
  const t = useTexts('planForm').machines;
  return (
    <>
      <FillFrom what={t.read} detail={t.readNote} kind="identity" sourceOf={(file) => ({ kind: 'identity', file })} />
      <Table columns={[t.machine, t.holder, t.key, '']}>
        {machines.map((role) => (
          <MachineRow key={role} role={role} />
        ))}
      </Table>
    </>
  );
}

function MachineRow({ role }: { readonly role: Identity['role'] }) {
  const { plan, edit } = useOpenPlan();
  const { word } = useSpokenTexts();
  const nameOf = useNameOf();
  const t = useTexts('planForm').machines;
  const pinned = plan.identities.find((each) => each.role === role);
  const isThere = pinned !== undefined && shownText(pinned.spki) !== '';
  const [holder] = holdersOf(plan, roleOfIdentity[role]);
  const forget = (): void =>
    edit({
      ...plan,
      identities: plan.identities.map((each) => (each.role === role ? { ...each, spki: blank } : each)),
    });
  const leaveOut = (): void => edit({ ...plan, identities: plan.identities.filter((each) => each.role !== role) });
  return (
    <tr>
      <th scope="row">{word(role)}</th>
      <td>{holder === undefined ? t.noHolder : nameOf(holder)}</td>
      <td>
        <Badge tone={isThere ? 'good' : 'warn'}>{isThere ? t.there : t.missing}</Badge>
      </td>
      <td>
        {isThere && (
          <Action kind="quiet" onPress={forget} label={t.forget(word(role))}>
            {t.forget(word(role))}
          </Action>
        )}
        {!isThere && pinned !== undefined && role === 'witness' && (
          <Action kind="quiet" onPress={leaveOut}>
            {t.leaveOut}
          </Action>
        )}
      </td>
    </tr>
  );
}
