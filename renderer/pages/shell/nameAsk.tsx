import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { useSession } from '../../mirror';
import { useAsk } from '../useAsk';
import { FailureNote } from './failureNote';

/** Asks who does the work before a record of it is made; nothing once a name is known. It holds nothing up. */
export function NameAsk() {
  const { t } = useTranslation('shell');
  const client = useClient();
  const technician = useSession((session) => session.settings.technician);
  const { ask, busy, failure } = useAsk();
  const [name, setName] = useState('');
  const id = useId();
  const trimmed = name.trim();
  if (technician !== null) return null;
  const keep = () => {
    if (trimmed !== '') void ask(() => client.changeSettings({ technician: trimmed }));
  };
  return (
    <section className="gw-section gw-name-ask">
      {failure !== null && <FailureNote failure={failure} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <label htmlFor={id}>
          <b>{t('nameAsk.label')}</b>
        </label>
        <span className="gw-field">
          <input
            id={id}
            value={name}
            maxLength={120}
            autoComplete="name"
            spellCheck={false}
            aria-describedby={`${id}-why`}
            onChange={(event) => setName(event.target.value)}
          />
        </span>
        <ActionButton notYet={trimmed === ''} busy={busy ? t('saving') : undefined} onPress={keep}>
          {t('nameAsk.save')}
        </ActionButton>
      </form>
      <p className="gw-caption" id={`${id}-why`}>
        {t('nameAsk.why')}
      </p>
    </section>
  );
}
