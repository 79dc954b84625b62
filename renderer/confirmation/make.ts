// Elements of a page without a library: text is text, and never markup.

interface Members {
  readonly className?: string;
  readonly role?: string;
  /** Marks for the style sheet: true and text are there, false is not. */
  readonly data?: Readonly<Record<string, string | boolean>>;
}

/** Makes an element with its children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { className, role, data = {} }: Members,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== undefined) element.className = className;
  if (role !== undefined) element.setAttribute('role', role);
  for (const [name, value] of Object.entries(data)) {
    if (value !== false) element.dataset[name] = value === true ? '' : value;
  }
  element.append(...children);
  return element;
}
