// What people set for themselves: language, colours, size of the text, and the tone that calls them back. Each counts at once.
import { textSizes, themes } from '#shared/app-settings.ts';
import { languageNames, languages } from '#shared/messages/languages.ts';
import { keepSettings, useSettings } from '#renderer/store/settings-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { playTone } from '#renderer/ui/tone.ts';

export function SettingsScreen() {
  const { settings, isLost } = useSettings();
  const t = useTexts('app').settings;
  const first = useTexts('settings');
  return (
    <Screen title={t.title} lead={t.lead}>
      {isLost && <Notice tone="warn">{first.lost}</Notice>}
      <Choices
        legend={first.legend}
        isInColumns
        value={settings.language}
        onChange={(language) => void keepSettings({ language })}
        choices={languages.map((value) => ({ value, title: <span lang={value}>{languageNames[value]}</span> }))}
      />
      <Choices
        legend={t.theme}
        isInColumns
        value={settings.theme}
        onChange={(theme) => void keepSettings({ theme })}
        choices={themes.map((value) => ({ value, ...t.themes[value] }))}
      />
      <Choices
        legend={t.textSize}
        isInColumns
        value={`${settings.textSize}`}
        onChange={(chosen) => {
          const textSize = textSizes.find((size) => `${size}` === chosen);
          if (textSize !== undefined) void keepSettings({ textSize });
        }}
        choices={textSizes.map((size) => ({ value: `${size}` as const, title: t.percent(size) }))}
      />
      <p className="soft measure">{t.keys}</p>
      <Choices
        legend={t.sound}
        isInColumns
        value={settings.sound ? 'on' : 'off'}
        onChange={(sound) => void keepSettings({ sound: sound === 'on' })}
        choices={(['on', 'off'] as const).map((value) => ({ value, ...t[value] }))}
      />
      <div className="actions">
        <Action onPress={playTone}>{t.play}</Action>
      </div>
    </Screen>
  );
}
