import { BeakerRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';
import './practiceBanner.css';

/** Choosers (fault, speed) and what leaving does. */
export type PracticeBannerProps = { choosers?: ReactNode; onLeave: () => void };

/** A hatched ground, a beaker and the word show that this is practice. */
export function PracticeBanner({ choosers, onLeave }: PracticeBannerProps) {
  const { t } = useTexts('components');
  return (
    <section className="gw-practice" aria-label={t('practice.word')}>
      <BeakerRegular aria-hidden />
      <p className="gw-practice-text">
        <b>{t('practice.word')}</b> {t('practice.meaning')}
      </p>
      <div className="gw-practice-end">
        {choosers}
        <ActionButton size="small" onPress={onLeave}>
          {t('practice.leave')}
        </ActionButton>
      </div>
    </section>
  );
}
