// In which part of the form each member of a plan stands, what a person calls it, and who can supply it.

/** The parts of the form, in the order in which people fill them in. */
export const planSections = ['ceremony', 'people', 'custodians', 'hsm', 'restored', 'machines', 'further'] as const;
export type PlanSection = (typeof planSections)[number];

/** Who knows a value, or can find it out. */
export const planSuppliers = ['administrator', 'azure', 'custodians', 'keeper', 'machines'] as const;
export type PlanSupplier = (typeof planSuppliers)[number];

interface Place {
  readonly section: PlanSection;
  readonly supplier: PlanSupplier;
}

/** By the first member of a path. */
const places: Readonly<Record<string, Place>> = {
  people: { section: 'people', supplier: 'administrator' },
  waivers: { section: 'people', supplier: 'administrator' },
  custodians: { section: 'custodians', supplier: 'custodians' },
  travel: { section: 'custodians', supplier: 'administrator' },
  quorum: { section: 'custodians', supplier: 'administrator' },
  source: { section: 'hsm', supplier: 'azure' },
  target: { section: 'hsm', supplier: 'azure' },
  creation: { section: 'hsm', supplier: 'azure' },
  backup: { section: 'restored', supplier: 'azure' },
  securityDomain: { section: 'restored', supplier: 'keeper' },
  identities: { section: 'machines', supplier: 'machines' },
  versions: { section: 'further', supplier: 'machines' },
  network: { section: 'further', supplier: 'azure' },
  enclaveSigners: { section: 'further', supplier: 'keeper' },
};
const others: Place = { section: 'ceremony', supplier: 'administrator' };

/** Where the member at a path is in the form, and who can supply it. `path` as in a problem: `custodians[2].site`. */
export const placeOfMember = (path: string): Place => places[path.split(/[.[]/)[0] ?? ''] ?? others;

/** The name of a member whatever its row: `custodians[].site`. */
export const memberName = (path: string): string => path.replace(/\[\d+\]/g, '[]');

/** The row of a list that a path leads into, counted from 0; undefined where it leads into none. */
export function rowOfMember(path: string): number | undefined {
  const row = /\[(\d+)\]/.exec(path)?.[1];
  return row === undefined ? undefined : Number(row);
}
