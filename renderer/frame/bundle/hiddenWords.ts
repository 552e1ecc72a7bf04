import type { Hidden } from '../../../shared/bridge/bundle';
import type { Say } from '../../../shared/locales/keys';

const kinds = ['secrets', 'people', 'domains', 'servers', 'tenants'] as const;

/** What was hidden, in words: every kind that occurs with its number. */
export const hiddenWords = (t: Say, hidden: Hidden): string => {
  const found = kinds.filter((kind) => hidden[kind] > 0);
  return found.length === 0
    ? t('bundle:hidden.none')
    : found.map((kind) => t(`bundle:hidden.${kind}`, { count: hidden[kind] })).join(', ');
};
