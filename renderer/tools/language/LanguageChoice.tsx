// Which language the screens speak, each named by itself, so that everybody finds their own.
import { Button } from 'react-aria-components/Button';
import { languageNames, languages } from '#shared/messages/languages.ts';
import { keepSettings, useSettings } from '#renderer/store/settings-store.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';

export function LanguageChoice() {
  const { language, screens } = useSpokenTexts();
  const { isLost } = useSettings();
  return (
    <div className="languages" role="group" aria-label={screens.settings.legend}>
      {languages.map((one) => (
        <Button
          key={one}
          className="language"
          aria-pressed={one === language}
          onPress={() => void keepSettings({ language: one })}
        >
          <span lang={one}>{languageNames[one]}</span>
        </Button>
      ))}
      {isLost && <span role="status">{screens.settings.lost}</span>}
    </div>
  );
}
