// The host of this run, for every spec: Electron where it is, else the double.
import { abilities, type Ability, type Host } from './host.ts';
import { doubleHost } from './on-double.ts';
import { electronHost } from './on-electron.ts';
import { thisChoice } from './this-choice.ts';

export const host: Host = refusing(thisChoice.kind === 'electron' ? electronHost(thisChoice) : doubleHost(thisChoice));

/** A launch option that a host cannot play is refused, and not left out. */
export function refusing(real: Host): Host {
  return {
    ...real,
    launch: async (options) => {
      const wanted = new Map<string, unknown>(Object.entries(options));
      const cannot = (Object.keys(abilities) as Ability[]).filter(
        (each) => Boolean(wanted.get(each)) && !real.can(each),
      );
      if (cannot.length === 0) return real.launch(options);
      throw new Error(`This host (${real.kind}) cannot ${cannot.map((each) => abilities[each]).join(', ')}.`);
    },
  };
}
