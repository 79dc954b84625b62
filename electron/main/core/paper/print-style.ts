// What the build puts into the bundle for documents: the print style sheet (assets/print/document.css) and the manual's pictures.
import type { PrintOptions } from '../documents/document.ts';

declare const __PRINT_STYLE__: string;
declare const __MANUAL_PICTURES__: NonNullable<PrintOptions['pictures']>;

export const printStyle: string = __PRINT_STYLE__;

/** Pictures of screens (assets/manual), as data URLs. */
export const manualPictures = __MANUAL_PICTURES__;
