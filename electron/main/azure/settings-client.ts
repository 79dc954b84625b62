// The settings of an HSM. Recorded is one: whether keys may be managed through the control plane.
import { z } from 'zod';
import { answerAs, type HsmConnection } from './connection.ts';

/** Values are texts, `true` or `false` for those of type `boolean` (recorded). */
const Settings = z.object({
  settings: z.array(z.object({ name: z.string(), type: z.string().nullish(), value: z.string() })),
});

/** One setting as the service writes it. */
export type HsmSetting = z.output<typeof Settings>['settings'][number];

/** The connection to the proxy of external keys (2026-04-01, EkmConnection). */
const EkmConnection = z.object({ host: z.string(), path_prefix: z.string().nullish() });
export type EkmConnection = z.output<typeof EkmConnection>;

export class SettingsClient {
  readonly #connection: HsmConnection;

  constructor(connection: HsmConnection) {
    this.#connection = connection;
  }

  /**
   * The connection to an external key manager. No recording shows an HSM without one: it is taken to answer 404.
   * @throws SERVICE_NOT_FOUND where there is none, or the service knows no such call; the SERVICE faults
   */
  async ekmConnection(): Promise<EkmConnection> {
    const operation = 'settings';
    return answerAs(
      EkmConnection,
      operation,
      await this.#connection.send({ operation, api: 'ekm', method: 'GET', path: '/ekm' }),
    );
  }

  /** All settings; the list has no pages. @throws the SERVICE faults */
  async list(): Promise<readonly HsmSetting[]> {
    const operation = 'settings';
    const answer = await this.#connection.read({ operation, path: '/settings' });
    return answerAs(Settings, operation, answer).settings;
  }
}
