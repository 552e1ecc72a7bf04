import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/errors';
import { Mark } from '../components/mark';

/** Why main could not be reached at the start. */
export interface NoDoorProps {
  readonly failure: Failure;
}

/** All that can be shown without main: what happened and the one next step. */
export function NoDoor({ failure }: NoDoorProps) {
  const { t } = useTranslation('shell');
  return (
    <main className="gw-no-door">
      <Mark size={24} />
      <h1>{t('door.title')}</h1>
      <p>{t('door.lead')}</p>
      {failure.detail !== '' && (
        <pre className="gw-inset gw-mono" lang="en">
          {failure.detail}
        </pre>
      )}
    </main>
  );
}
