// What people have set in an app: what was chosen in it before, else what is usual. Main speaks its language in dialogs and titles of windows.
import type { AppSettings } from '#shared/app-settings.ts';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { Language } from '#shared/messages/languages.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { loadCatalogue, loadSystemTexts } from '#shared/messages/load-catalogue.ts';
import type { SystemTexts } from '#shared/messages/en/system.ts';
import { readSettings, writeSettings } from '#platform/settings-file.ts';

export class OwnSettings {
  readonly #path: string;
  readonly #onSet: (texts: SystemTexts, settings: AppSettings) => void;
  #settings: AppSettings;
  /** Ends when what was chosen last is kept: one choice after the other, or an earlier one could be written last. */
  #kept: Promise<void> = Promise.resolve();

  /**
   * @param path of the settings file
   * @param side where it stands: beside an air-gapped machine people sit in silence
   * @param onSet what changes at once: the application menu, the size of the windows
   */
  constructor(path: string, side: AppSide, onSet: (texts: SystemTexts, settings: AppSettings) => void) {
    this.#path = path;
    this.#onSet = onSet;
    this.#settings = { language: 'en', theme: 'system', textSize: 100, sound: side === 'online' };
  }

  /** @param system the language that the system wants, as far as we speak it; a page knows it */
  async begin(system: Language): Promise<{ readonly settings: AppSettings; readonly isKeptLost: boolean }> {
    const kept = await readSettings(this.#path);
    await this.#set(
      kept.kind === 'kept' ? { ...this.#settings, ...kept.settings } : { ...this.#settings, language: system },
    );
    return { settings: this.#settings, isKeptLost: kept.kind === 'damaged' };
  }

  /** @throws the file and medium faults; what was chosen counts all the same */
  choose(settings: AppSettings): Promise<void> {
    const chosen = this.#kept.then(async () => {
      await this.#set(settings);
      await writeSettings(this.#path, settings);
    });
    this.#kept = chosen.catch(() => undefined);
    return chosen;
  }

  /** Waits until all that was chosen is kept, or could not be. */
  settled(): Promise<void> {
    return this.#kept;
  }

  texts(): Promise<SystemTexts> {
    return loadSystemTexts(this.#settings.language);
  }

  /** Everything that is said, for what main draws itself. */
  catalogue(): Promise<Catalogue> {
    return loadCatalogue(this.#settings.language);
  }

  get theme(): AppSettings['theme'] {
    return this.#settings.theme;
  }

  get textSize(): AppSettings['textSize'] {
    return this.#settings.textSize;
  }

  async #set(settings: AppSettings): Promise<void> {
    this.#settings = settings;
    this.#onSet(await this.texts(), settings);
  }
}
