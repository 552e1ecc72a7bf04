import type { Say } from '../../shared/locales/keys';
import type { Reading } from '../../shared/model/servers/readings';

/** What a reading found of a server, in a few words: `Onboarded, Defender passive`. */
export const foundText = (t: Say, { onboarded, mode }: Pick<Reading, 'onboarded' | 'mode'>): string =>
  t('overview:found', {
    onboarded: t(`overview:onboarded.${onboarded === null ? 'unread' : onboarded ? 'yes' : 'no'}`),
    mode: t(`overview:mode.${mode}`),
  });
