// `View` and `WebContentsView`: shell/browser/api/electron_api_view.cc and electron_api_web_contents_view.cc.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { standIn } from './stand-in.ts';
import type { NativeContents } from './web-contents.ts';

/** What lies around views, and shows the highest of them. */
export interface ViewParent {
  laidOut(): void;
}

const natives = new WeakMap<object, NativeView>();

/** The native half. A window that closes ends no contents of its views. */
export class NativeView {
  readonly standIn: Electron.WebContentsView;
  /** Undefined once they are gone: then nothing is laid out any more. */
  contents: NativeContents | undefined;
  readonly isOfContents: boolean;
  children: readonly NativeView[] = [];
  parent: ViewParent | undefined;
  isVisible = true;
  bounds: Electron.Rectangle = { x: 0, y: 0, width: 0, height: 0 };

  constructor(contents: NativeContents | undefined, parent?: ViewParent) {
    this.contents = contents;
    this.isOfContents = contents !== undefined;
    this.parent = parent;
    this.standIn = standIn<Electron.WebContentsView>('WebContentsView')(new WebContentsView(this));
    natives.set(this.standIn, this);
  }

  get isGone(): boolean {
    return this.isOfContents && this.contents === undefined;
  }

  /** One that is there already becomes the highest. */
  add(child: NativeView): void {
    if (child.isGone) throw new Error("Can't add a destroyed child view to a parent view");
    if (child === this) throw new Error('A view cannot be added as its own child');
    if (child.parent instanceof NativeView)
      child.parent.children = child.parent.children.filter((each) => each !== child);
    this.children = [...this.children.filter((each) => each !== child), child];
    child.parent = this;
    this.laidOut();
  }

  /** Nothing where it is no child. */
  remove(child: NativeView): void {
    if (child.parent !== this) return;
    this.children = this.children.filter((each) => each !== child);
    child.parent = undefined;
    this.laidOut();
  }

  laidOut(): void {
    this.parent?.laidOut();
  }

  contentsGone(): void {
    this.contents = undefined;
    if (this.parent instanceof NativeView) this.parent.remove(this);
  }
}

class WebContentsView extends EventEmitter {
  readonly #native: NativeView;
  constructor(native: NativeView) {
    super();
    this.#native = native;
  }

  /** Undefined once they are gone, which Electron's types do not say. */
  get webContents(): Electron.WebContents {
    const { contents } = this.#native;
    return contents === undefined ? (undefined as never) : contents.contents;
  }
  get children(): Electron.View[] {
    return this.#native.children.map((child) => child.standIn);
  }
  addChildView(view: Electron.View, index?: number): void {
    if (index !== undefined) throw new Error('the double adds views on top alone');
    this.#native.add(nativeOf(view));
  }
  removeChildView(view: Electron.View): void {
    this.#native.remove(nativeOf(view));
  }
  setBounds(bounds: Electron.Rectangle): void {
    if (this.#native.isGone) return;
    this.#native.bounds = { ...bounds };
    this.#native.contents?.resize(bounds);
    this.#native.laidOut();
  }
  getBounds = (): Electron.Rectangle => ({ ...this.#native.bounds });
  setVisible(isVisible: boolean): void {
    if (this.#native.isGone) return;
    this.#native.isVisible = isVisible;
    this.#native.laidOut();
  }
  getVisible = (): boolean => !this.#native.isGone && this.#native.isVisible;
  setBackgroundColor = (): void => undefined;
}

function nativeOf(view: Electron.View): NativeView {
  const native = natives.get(view);
  if (native === undefined) throw new TypeError('Error processing argument at index 0, conversion failure');
  return native;
}
