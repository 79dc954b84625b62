// People of the plan, as a screen offers them to answer for something.
/** Ids of two people; an empty one is not chosen yet. */
export type TwoPeople = readonly [string, string];
export const nobodyYet: TwoPeople = ['', ''];

export const areTwo = ([first, second]: TwoPeople): boolean => first !== '' && second !== '' && first !== second;

/** As a call wants them. */
export const asCall = ([first, second]: TwoPeople): [string, string] => [first, second];
