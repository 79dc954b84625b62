// The rehearsal that is open in an app: while it is, the ceremony of its room is kept in the room, where both apps find each other's
// journal. Any other ceremony lies where it always does.
import { refuse } from '../../../shared/faults/fault.ts';
import { watchFolder } from '../ports/folder-watch.ts';

interface RoomPlaces {
  readonly ceremony: string;
  /** Where this app keeps the ceremonies of the room. */
  readonly ceremonies: string;
  /** The state of the room's practice cloud. */
  readonly cloud: string;
}

interface AppAround {
  /** The id of a ceremony of production that is open in this app. */
  readonly production: () => string | undefined;
  /** Something may have been left in the room to go on with. */
  readonly opened: () => Promise<void> | void;
  /** Something has changed in the room that a screen follows. */
  readonly changed: () => void;
}

export class OpenRehearsal {
  readonly #around: AppAround;
  #places: RoomPlaces | undefined;
  #stopFollowing: () => void = () => undefined;

  constructor(around: AppAround) {
    this.#around = around;
  }

  /** Refuses everything about a rehearsal while something real is at work. @throws REHEARSAL_NOT_PRACTICE */
  assertNothingReal(): void {
    const ceremony = this.#around.production();
    if (ceremony !== undefined) refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony });
  }

  async take(places: RoomPlaces): Promise<void> {
    this.assertNothingReal();
    const known = this.#places?.ceremonies === places.ceremonies;
    this.#places = places;
    if (!known) await this.#around.opened();
  }

  /** Tells from now on of changes in a room, and of no other any more; undefined where no screen shows one. */
  follow(room: string | undefined): void {
    this.#stopFollowing();
    this.#stopFollowing = room === undefined ? () => undefined : watchFolder(room, this.#around.changed);
  }

  /** Where this app keeps the ceremonies of the room; undefined while none is open. */
  get ceremonies(): string | undefined {
    return this.#places?.ceremonies;
  }

  /** The places of a ceremony, if it is the room's. */
  placesOf(ceremony: string): RoomPlaces | undefined {
    return this.#places?.ceremony === ceremony ? this.#places : undefined;
  }
}
