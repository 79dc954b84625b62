// The rehearsal that is open in an app: while it is, the ceremony of its room is kept in the room, where both apps find each other's
// journal. Any other ceremony is where it always is.
import { refuse } from '#shared/faults/fault.ts';
import { practicePrefix } from '#shared/schemas/atoms.ts';
import { rehearsalPrefix } from '#shared/schemas/ceremony-id.ts';
import { watchFolder } from '#platform/folder-watch.ts';

interface WorkspacePlaces {
  readonly ceremony: string;
  /** Where this app keeps the ceremonies of the room. */
  readonly ceremonies: string;
  /** The state of the room's practice cloud. */
  readonly cloud: string;
}

/** Everything that a machine of a rehearsal begins with. Its people type none of it again. */
export interface WorkspaceSession {
  readonly ceremony: string;
  /** Tokens of the approved plan and of the machine's identity. */
  readonly plan: string;
  readonly planSha256: string;
  readonly identity: string;
  /** Folders that stand for the sticks of the offline machine. */
  readonly sticks: Readonly<Record<'own' | 'in' | 'out', string>>;
}

interface AppAround {
  /** The id of a ceremony of production that is open in this app. */
  readonly production: () => string | undefined;
  /** Something may have been left in the room to go on with. */
  readonly opened: () => Promise<void> | void;
  /** Something has changed in the room that a screen follows. */
  readonly changed: () => void;
  /** Opens the session of the rehearsal in this app; one that is open already goes on. @throws CALL_OUT_OF_ORDER, REHEARSAL_… */
  readonly enter: (session: WorkspaceSession) => Promise<void> | void;
  /** Whether this program sees a way out of the machine; an app that does not look says no. */
  readonly gapOpen: () => boolean;
}

export class OpenRehearsal {
  readonly #around: AppAround;
  #places: WorkspacePlaces | undefined;
  #stopFollowing: () => void = () => undefined;

  constructor(around: AppAround) {
    this.#around = around;
  }

  /** Refuses everything about a rehearsal while something real is at work. @throws REHEARSAL_NOT_PRACTICE */
  assertNothingReal(): void {
    const ceremony = this.#around.production();
    if (ceremony !== undefined) refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony });
  }

  /** Whether the machine is known to have a way out now. */
  get gapOpen(): boolean {
    return this.#around.gapOpen();
  }

  /** @throws CALL_OUT_OF_ORDER while another ceremony is open */
  async enter(session: WorkspaceSession): Promise<void> {
    this.assertNothingReal();
    await this.#around.enter(session);
  }

  async take(places: WorkspacePlaces): Promise<void> {
    this.assertNothingReal();
    const known = this.#places?.ceremonies === places.ceremonies;
    this.#places = places;
    if (!known) await this.#around.opened();
  }

  /** Tells from now on of changes in a room, and of no other any more; undefined where no screen shows one. */
  follow(workspace: string | undefined): void {
    this.#stopFollowing();
    this.#stopFollowing = workspace === undefined ? () => undefined : watchFolder(workspace, this.#around.changed);
  }

  /** Where this app keeps the ceremonies of the room; undefined while none is open. */
  get ceremonies(): string | undefined {
    return this.#places?.ceremonies;
  }

  /** The places of a ceremony, if it is the room's; undefined for every other one, and for whatever is not practice by its name. */
  placesOf(ceremony: string): WorkspacePlaces | undefined {
    return ceremony.startsWith(practicePrefix) && this.#places?.ceremony === ceremony ? this.#places : undefined;
  }

  /**
   * Refuses the ceremony of a rehearsal whose room is not open: it would leave its journal where neither the guide nor the score finds
   * it, and call another cloud.
   * @throws REHEARSAL_ROOM_CLOSED
   */
  assertWorkspaceOpen(ceremony: string): void {
    const isClosed = ceremony.startsWith(rehearsalPrefix) && this.placesOf(ceremony) === undefined;
    if (isClosed) refuse({ code: 'REHEARSAL_ROOM_CLOSED', ceremony });
  }
}
