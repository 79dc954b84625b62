// Who holds a key, where the stick lies, and by which certificate the key is known.
import { optionalText, requiredText } from '#shared/plan/draft-text.ts';
import {
  type PlanCustodian,
  sitesOf,
  withCustodian,
  withCustodianPerson,
  withCustodianSite,
  withJourney,
  withNewCustodian,
  withoutLastCustodian,
  withoutToken,
} from '#shared/plan/edits.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FormPages, openAt, openInRow } from '../form/FormPages.tsx';
import { FillFrom } from './FillFrom.tsx';
import { useNameOf, usePeopleChoices } from './PeoplePart.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

/** As many as Azure takes. */
const fewest = 3;
const most = 10;

export function CustodiansPart() {
  const { plan, problems, edit } = useOpenPlan();
  const nameOf = useNameOf();
  const { custodians: t } = useTexts('planForm');
  const { custodians, people } = plan;
  return (
    <>
      <FormPages
        label={t.list}
        pages={[
          {
            id: 'quorum',
            title: t.quorum,
            open: openAt(problems, 'quorum', 'travel') + problems.filter(({ path }) => path === 'custodians').length,
            content: <Quorum />,
          },
          ...custodians.map((custodian, at) => {
            const person = people.find(({ id }) => id === custodian.person);
            return {
              id: custodian.id,
              title: person === undefined ? custodian.id : `${custodian.id} ${nameOf(person)}`,
              open: openInRow(problems, 'custodians', at),
              content: <CustodianFields key={custodian.id} custodian={custodian} at={at} />,
            };
          }),
        ]}
        more={
          <Action isDisabled={custodians.length >= most} onPress={() => edit(withNewCustodian(plan))}>
            {t.add}
          </Action>
        }
      />
    </>
  );
}

function Quorum() {
  const { plan, edit } = useOpenPlan();
  const { custodians: t, members } = useTexts('planForm');
  const { custodians, kind, quorum } = plan;
  const numbers = custodians.slice(1).map((_, at) => String(at + 2));
  return (
    <>
      <div className="columns">
        <SelectField
          label={members['quorum.required'] ?? ''}
          value={String(quorum.required)}
          choices={numbers.map((value) => ({ value, title: value }))}
          onChange={(value) => edit({ ...plan, quorum: { ...quorum, required: Number(value) } })}
        />
      </div>
      {custodians.length > fewest && (
        <div className="actions">
          <Action kind="quiet" onPress={() => edit(withoutLastCustodian(plan))}>
            {t.remove}
          </Action>
        </div>
      )}
      {kind === 'recovery' && <Journeys />}
    </>
  );
}

/** How long people and sticks are on their way: the timeline on paper waits for them. */
function Journeys() {
  const { plan, edit } = useOpenPlan();
  const { custodians: t } = useTexts('planForm');
  const { travel } = plan;
  const minutesFrom = (site: string): string => String(travel?.sites.find((each) => each.site === site)?.minutes ?? '');
  return (
    <section className="stack" data-tight aria-label={t.journeys}>
      <h4>{t.journeys}</h4>
      <p className="soft">{t.journeysNote}</p>
      <div className="columns" data-narrow="">
        <Field
          label={t.betweenRooms}
          value={String(travel?.rooms ?? '')}
          onChange={(typed) => edit(withJourney(plan, null, typed))}
          maxLength={4}
        />
        {sitesOf(plan).map((site) => (
          <Field
            key={site}
            label={t.fromSite(site)}
            value={minutesFrom(site)}
            onChange={(typed) => edit(withJourney(plan, site, typed))}
            maxLength={5}
          />
        ))}
      </div>
    </section>
  );
}

function CustodianFields({ custodian, at }: { readonly custodian: PlanCustodian; readonly at: number }) {
  const { plan, edit } = useOpenPlan();
  const choices = usePeopleChoices(plan);
  const { custodians: t, members } = useTexts('planForm');
  const { id, person, site, certificateSha256, token } = custodian;
  return (
    <>
      <div className="columns">
        <SelectField
          label={members['custodians[].person'] ?? ''}
          value={person}
          choices={choices}
          onChange={(to) => edit(withCustodianPerson(plan, id, to))}
        />
        <PlanText
          path={`custodians[${at}].site`}
          value={site}
          onType={(typed) => edit(withCustodianSite(plan, id, optionalText(typed)))}
          maxLength={80}
        />
      </div>
      <div className="columns" data-file="">
        {!givesKeys(plan.kind) && (
          <PlanText
            path={`custodians[${at}].certificateSha256`}
            value={certificateSha256}
            onType={(typed) => {
              const bare = typed.replace(/[\s:]/g, '').toLowerCase();
              const certificate = plan.kind === 'recovery' ? requiredText(bare) : optionalText(bare);
              edit(withCustodian(plan, id, { certificateSha256: certificate }));
            }}
            isMono
            maxLength={100}
          />
        )}
        <FillFrom
          what={givesKeys(plan.kind) ? t.tokenFile : t.certificate}
          kind="data"
          sourceOf={(file) => ({ kind: 'certificate', custodian: id, file })}
        />
      </div>
      {token !== undefined && (
        <div className="actions">
          <p>{t.onToken(token.model, token.serial)}</p>
          <Action kind="quiet" onPress={() => edit(withoutToken(plan, id))}>
            {t.notOnToken}
          </Action>
        </div>
      )}
    </>
  );
}
