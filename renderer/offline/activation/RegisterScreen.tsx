// The register of custody: numbers of sticks and bags are typed in main's own view, proofs come from the journal, and the file goes to the OUT
// stick.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { areProven, isDomainFile, isRegister } from './new-keys.ts';
import { OldSet } from './OldSet.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function RegisterScreen({ view }: { readonly view: View }) {
  const say = useTexts('activation');
  const t = say.register;
  const { action, look, isWaiting } = useStore();
  const { activation, recovery } = view;
  if (activation === null || recovery === null) return null;
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const written = view.written.filter((file) => isRegister(file) || isDomainFile(file));
  return (
    <Screen title={t.title} lead={t.lead} state={String(written.length)}>
      {written.length > 0 && (
        <>
          <Notice isResult tone="good">
            {t.written}
          </Notice>
          <WrittenFiles files={written} />
          <div className="actions">
            <ContinueButton look={look}>{t.goOn}</ContinueButton>
          </div>
          <p className="soft measure">{t.later}</p>
        </>
      )}
      {out === undefined && <Sticks view={view} roles={['out', 'none']} />}
      <div className="actions">
        <Action
          kind={written.length > 0 ? 'plain' : 'primary'}
          isDisabled={out === undefined}
          isPending={isWaiting}
          onPress={() => void action(() => lifeboat.activation.writeRegister(null))}
        >
          {t.write}
        </Action>
      </div>
      {activation.oldSet !== null && areProven(activation) && <OldSet oldSet={activation.oldSet} />}
    </Screen>
  );
}
