// Style sheets are imported for their effect; the bundler takes them out.
declare module '*.css';

/** Of the bundler: the files that fit, by their paths, as the addresses that they get. */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly eager: true; readonly query: '?url'; readonly import: 'default' },
  ): Readonly<Record<string, string>>;
}
