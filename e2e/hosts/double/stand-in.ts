// What the double hands to the app in the place of one of Electron's objects: a part of it. Electron's own types check the part, and what
// the part lacks throws when it is touched.
import { EventEmitter } from 'node:events';

type OwnKeys<Part> = Exclude<keyof Part, keyof EventEmitter>;

/** A part of Electron's type: each member has Electron's type, and there is none that Electron lacks. */
type PartOf<Whole, Part> = Pick<Whole, OwnKeys<Part> & keyof Whole> &
  Readonly<Record<Exclude<OwnKeys<Part>, keyof Whole>, never>>;

/** An object whose native half can go away. */
export interface Life {
  readonly isDestroyed: () => boolean;
  /** Members that answer afterwards too; those of an event emitter always do. */
  readonly lasting: readonly string[];
}

/** The language, JSON and test programs ask every object for these; Electron's objects have none of them either. */
const askedOfAll: ReadonlySet<string> = new Set([
  ...['then', 'toJSON', '__esModule', 'default', 'nodeType', 'tagName', 'asymmetricMatch', '$$typeof'],
  ...['@@__IMMUTABLE_ITERABLE__@@', '@@__IMMUTABLE_RECORD__@@', 'hasAttribute', 'getMockName'],
]);

/**
 * Makes the stand-in for an object of Electron.
 * @param name what errors call it
 * @returns a function that takes the part that is played. An object that is destroyed throws a TypeError for every call and every
 * property, as gin_helper/function_template.h does.
 */
export function standIn<Whole extends object>(name: string) {
  return <Part extends object>(part: Part & PartOf<Whole, Part>, life?: Life): Whole => {
    const target: object = part;
    const get = (_target: object, key: string | symbol): unknown => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof key === 'symbol' || key in EventEmitter.prototype) return bound(value, target);
      if (!(key in target)) {
        if (askedOfAll.has(key)) return undefined;
        throw new Error(`the double does not play ${name}.${key}`);
      }
      const isGone = life !== undefined && life.isDestroyed() && !life.lasting.includes(key);
      if (!isGone) return bound(value, target);
      if (typeof value !== 'function') throw destroyedError();
      return () => {
        throw destroyedError();
      };
    };
    // The proxy answers every member that the part has, and refuses all others: that is what makes a part stand for the whole.
    return new Proxy(target, { get }) as Whole;
  };
}

/** What Electron throws for an object whose native half is gone. */
export const destroyedError = (): TypeError => new TypeError('Object has been destroyed');

/** Private fields are the target's, not the proxy's. */
function bound(value: unknown, target: object): unknown {
  if (typeof value !== 'function' || isClass(value)) return value;
  return (value as (...values: unknown[]) => unknown).bind(target);
}

const isClass = (value: object): boolean => Object.hasOwn(value, 'prototype');
