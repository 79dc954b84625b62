// The settings of an HSM. Recorded is one: whether keys may be managed through the control plane.
import { z } from 'zod';
import { answerAs, type HsmConnection } from './connection.ts';

/** Values are texts, `true` or `false` for those of type `boolean` (recorded). */
const Settings = z.object({
  settings: z.array(z.object({ name: z.string(), type: z.string().nullish(), value: z.string() })),
});

/** One setting as the service writes it. */
export type HsmSetting = z.output<typeof Settings>['settings'][number];

export class SettingsClient {
  readonly #connection: HsmConnection;

  constructor(connection: HsmConnection) {
    this.#connection = connection;
  }

  /** All settings; the list has no pages. @throws the SERVICE faults */
  async list(): Promise<readonly HsmSetting[]> {
    const operation = 'settings';
    const answer = await this.#connection.send({ operation, method: 'GET', path: '/settings' });
    return answerAs(Settings, operation, answer).settings;
  }
}
