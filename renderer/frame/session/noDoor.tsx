import { useTexts } from '../../useTexts';
import type { Failure } from '../../../shared/errors';
import { Mark } from '../../components/mark';
import '../../components/inset.css';
import './noDoor.css';

/** Why main could not be reached at the start. */
export interface NoDoorProps {
  readonly failure: Failure;
}

/** All that can be shown without main: what happened, why, and the one next step. */
export function NoDoor({ failure }: NoDoorProps) {
  const { t } = useTexts('frame');
  // Main itself said why it did not open, or there is no way to it at all.
  const said = failure.code === 'internal' ? null : failure.code;
  return (
    <main className="gw-no-door">
      <Mark size={24} />
      <h1>{said === null ? t('door.title') : t(`errors:${said}.title`)}</h1>
      <p>{said === null ? t('door.lead') : t(`errors:${said}.cause`)}</p>
      {said !== null && <p>{t(`errors:${said}.next`)}</p>}
      {failure.detail !== '' && (
        <pre className="gw-inset gw-mono" lang="en">
          {failure.detail}
        </pre>
      )}
    </main>
  );
}
