// The print style sheet (assets/print/document.css), which the build puts into the bundle.

declare const __PRINT_STYLE__: string;

export const printStyle: string = __PRINT_STYLE__;
