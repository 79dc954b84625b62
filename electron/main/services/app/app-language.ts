// The language of an app: what was chosen in it before, else what the system wants. Main speaks it in dialogs and titles of windows.
import type { Language } from '#shared/messages/languages.ts';
import { loadSystemTexts } from '#shared/messages/load-catalogue.ts';
import type { SystemTexts } from '#shared/messages/en/system.ts';
import { readSettings, writeSettings } from '#platform/settings-file.ts';

export class AppLanguage {
  readonly #path: string;
  readonly #onSpoken: (texts: SystemTexts) => void;
  #spoken: Language = 'en';

  /**
   * @param path of the settings file
   * @param onSpoken what changes its words at once: the application menu
   */
  constructor(path: string, onSpoken: (texts: SystemTexts) => void) {
    this.#path = path;
    this.#onSpoken = onSpoken;
  }

  /** @param system what the system wants, as far as we speak it; a page knows it */
  async begin(system: Language): Promise<{ readonly language: Language; readonly isKeptLost: boolean }> {
    const kept = await readSettings(this.#path);
    this.#spoken = kept.kind === 'kept' ? kept.language : system;
    this.#onSpoken(await this.texts());
    return { language: this.#spoken, isKeptLost: kept.kind === 'damaged' };
  }

  /** @throws the file and medium faults; the language is spoken all the same */
  async choose(language: Language): Promise<void> {
    this.#spoken = language;
    this.#onSpoken(await this.texts());
    await writeSettings(this.#path, language);
  }

  texts(): Promise<SystemTexts> {
    return loadSystemTexts(this.#spoken);
  }
}
