// What is right for most ceremonies as it is: boot medium, proxy, trusted roots, signers of enclaves.
import { optionalText, requiredText, shownText } from '#shared/plan/draft-text.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FormPages, openAt } from '../form/FormPages.tsx';
import { FillFrom } from './FillFrom.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

export function FurtherPart() {
  const { plan, problems } = useOpenPlan();
  const t = useTexts('planForm').further;
  const { network } = plan;
  return (
    <>
      <FormPages
        label={t.list}
        pages={[
          {
            id: 'trust',
            title: t.trust,
            open:
              openAt(problems, 'versions') + problems.filter(({ path }) => path.startsWith('enclaveSigners')).length,
            content: <Trust />,
          },
          ...(network === undefined
            ? []
            : [
                {
                  id: 'network',
                  title: t.network,
                  open: openAt(problems, 'network'),
                  content: <Network network={network} />,
                },
              ]),
        ]}
      />
    </>
  );
}

function Trust() {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').further;
  const { versions, enclaveSigners } = plan;
  return (
    <>
      <PlanText
        path="versions.bootMediumSha256"
        value={versions.bootMediumSha256}
        onType={(typed) => {
          const bootMediumSha256 = optionalText(typed.replace(/[\s:]/g, '').toLowerCase());
          edit({ ...plan, versions: { ...versions, bootMediumSha256 } });
        }}
        detail={t.boot}
        isMono
        maxLength={100}
      />
      <PlanText
        path="enclaveSigners"
        value={enclaveSigners.join('\n')}
        onType={(typed) =>
          edit({ ...plan, enclaveSigners: typed.split('\n').map((line) => line.trim().toLowerCase()) })
        }
        detail={t.signers}
        isLong
        maxLength={600}
      />
      <p className="soft">{t.version(versions.app)}</p>
    </>
  );
}

type Network = NonNullable<Plan['network']>;

function Network({ network }: { readonly network: Network }) {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').further;
  return (
    <>
      <PlanText
        path="network.proxy"
        value={network.proxy}
        onType={(typed) => edit({ ...plan, network: { ...network, proxy: optionalText(typed) } })}
        detail={t.proxy}
        isMono
        maxLength={140}
      />
      <Roots network={network} />
    </>
  );
}

/** The names can be changed; a certificate comes from its file alone. */
function Roots({ network }: { readonly network: Network }) {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').further.roots;
  const set = (roots: Network['roots']): void => edit({ ...plan, network: { ...network, roots } });
  return (
    <section className="stack" data-tight aria-label={t.title}>
      <h4>{t.title}</h4>
      <p className="soft">{t.text}</p>
      {network.roots.map((root, at) => (
        <div key={root.certificate} className="row fields">
          <PlanText
            path={`network.roots[${at}].name`}
            value={root.name}
            onType={(typed) => set(network.roots.with(at, { ...root, name: requiredText(typed) }))}
            maxLength={80}
          />
          <Action kind="quiet" onPress={() => set(network.roots.toSpliced(at, 1))}>
            {t.remove(shownText(root.name))}
          </Action>
        </div>
      ))}
      <FillFrom what={t.file} kind="data" sourceOf={(file) => ({ kind: 'root', file })} />
    </section>
  );
}
