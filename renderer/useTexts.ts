import type { i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Area, Say } from '../shared/locales/keys';

/**
 * Texts in the language of the moment: `t` knows every key of every area, those of the area named here without its name. The
 * type check refuses a key that does not exist. The only use of `useTranslation`, which would take any key.
 */
export function useTexts<Home extends Area = 'components'>(
  home?: Home,
): { readonly t: Say<Home>; readonly i18n: i18n } {
  return useTranslation(home);
}
