// How the lists and tables of a journal's state grow. Who keeps the states of before needs copies; who reads a whole journal keeps only the last
// one, and copying for every line would make the time grow with the square of the lines.

type Table<T> = Readonly<Record<string, T>>;

const bare = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** Gives the list or the table with one item more, or with one changed. */
export interface Growth {
  readonly append: <T>(list: readonly T[], item: T) => readonly T[];
  /** @param at an index of the list */
  readonly replace: <T>(list: readonly T[], at: number, item: T) => readonly T[];
  readonly put: <T>(table: Table<T>, name: string, value: T) => Table<T>;
}

/** Leaves what was there as it is. */
export const copying: Growth = {
  append: (list, item) => [...list, item],
  replace: (list, at, item) => list.with(at, item),
  put: (table, name, value) => ({ ...table, [name]: value }),
};

/**
 * Changes what it has made itself, and copies what came from elsewhere. For one run over many events of which only the last state is kept:
 * a state of before that somebody has kept would change with it.
 */
export function inPlace(): Growth {
  const own = new WeakSet();
  const owned = <T extends object>(made: T): T => {
    own.add(made);
    return made;
  };
  return {
    append: <T>(list: readonly T[], item: T) => {
      const mine = own.has(list) ? (list as T[]) : owned([...list]);
      mine.push(item);
      return mine;
    },
    replace: <T>(list: readonly T[], at: number, item: T) => {
      const mine = own.has(list) ? (list as T[]) : owned([...list]);
      mine[at] = item;
      return mine;
    },
    put: <T>(table: Table<T>, name: string, value: T) => {
      // Without a prototype: a name such as `__proto__` is one like any other.
      const mine: Record<string, T> = own.has(table) ? table : owned(Object.assign(bare<T>(), table));
      mine[name] = value;
      return mine;
    },
  };
}

/** What was looked up of a list, as far as it had been read. */
interface Index<T> {
  read: number;
  readonly items: Set<T>;
}

const indexes = new WeakMap<readonly unknown[], Index<unknown>>();

/** Whether an item is in a list of the state. A list that grows in place is read on from where the last question left it. */
export function isIn<T extends string>(list: readonly T[], item: T): boolean {
  const index = (indexes.get(list) as Index<T> | undefined) ?? { read: 0, items: new Set<T>() };
  for (const one of list.slice(index.read)) index.items.add(one);
  index.read = list.length;
  indexes.set(list, index);
  return index.items.has(item);
}

const lasts = new WeakMap<readonly unknown[], { read: number; readonly byType: Map<string, unknown> }>();

/** The last item of a type in a list of the state, read on in the same way. */
export function lastOfType<T extends { readonly type: string }>(list: readonly T[], type: T['type']): T | undefined {
  const index = lasts.get(list) ?? { read: 0, byType: new Map<string, unknown>() };
  for (const item of list.slice(index.read)) index.byType.set(item.type, item);
  index.read = list.length;
  lasts.set(list, index);
  return index.byType.get(type) as T | undefined;
}
