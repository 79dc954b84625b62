// The words that texts avoid, each with what to write instead. A pattern matches whole words in any case.

type Avoided = readonly (readonly [pattern: string, instead: string])[];

/** In documents and in the comments of the code. */
export const words: Avoided = [
  ['all of a sudden', 'suddenly'],
  ['at this point in time', 'now'],
  ['dearest', 'most expensive'],
  ['due to the fact that', 'because'],
  ['for ever', 'forever'],
  ['held against', 'compared with'],
  ['in order to', 'to'],
  ['in the event of', 'if'],
  ['keepers?', 'maintainer'],
  ['midst', 'middle'],
  ['mishaps?', 'failure scenario'],
  ['prior to', 'before'],
  ['spoilt', 'damaged'],
  ['thereof', 'of it'],
  ['utili[sz]e', 'use'],
  ['utili[sz]es', 'uses'],
];

/** In documents alone: names of the code have some of them. */
export const documentWords: Avoided = [
  ['anew', 'again'],
  ['deed', 'action'],
  ['deeds', 'actions'],
  ['judge', 'check'],
  ['judged', 'checked'],
  ['judges', 'checks'],
  ['judging', 'checking'],
  ['lies? beside', 'is beside'],
  ['stands? beside', 'is beside'],
  ['stands behind', 'is behind'],
  ['stands? (?:in|on|at)(?! for\\b|,)\\b', 'is in'],
  ['whoever', 'anyone who'],
];
