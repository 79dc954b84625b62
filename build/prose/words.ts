// The words that texts avoid, each with what to write instead. A pattern matches whole words in any case.

type Avoided = readonly (readonly [pattern: string, instead: string])[];

/** In documents, the English texts of the product and the comments of the code. */
export const words: Avoided = [
  ['all of a sudden', 'suddenly'],
  ['anew', 'again'],
  ['at this point in time', 'now'],
  ['dearest', 'most expensive'],
  ['deed', 'action'],
  ['deeds', 'actions'],
  ['due to the fact that', 'because'],
  ['for ever', 'forever'],
  ['held against', 'compared with'],
  ['in order to', 'to'],
  ['in the event of', 'if'],
  ['judge', 'check'],
  ['judged', 'checked'],
  ['judges', 'checks'],
  ['judging', 'checking'],
  ['keepers?', 'maintainer'],
  ['lies? (?:at|in|on|there|under)', 'is in'],
  ['lies? beside', 'is beside'],
  ['midst', 'middle'],
  ['mishaps?', 'failure scenario'],
  ['prior to', 'before'],
  ['spoilt', 'damaged'],
  ['stands behind', 'is behind'],
  ['stands? (?:in|on|at)(?! for\\b|,)\\b', 'is in'],
  ['stands? beside', 'is beside'],
  ['thereof', 'of it'],
  ['utili[sz]e', 'use'],
  ['utili[sz]es', 'uses'],
];
