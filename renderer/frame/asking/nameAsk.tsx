import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { useSession } from '../../mirror';
import { useAsk } from '../useAsk';
import { FailureNote } from '../failureNote';
import '../../components/field.css';
import '../../components/section.css';
import './nameAsk.css';

/** Why the name is needed here, where that is more than the report, and the id under which a button can point to it. */
export interface NameAskProps {
  readonly why?: string;
  readonly whyId?: string;
}

/** Asks who does the work before a record of it is made. It shows nothing once a name is known, and it blocks nothing. */
export function NameAsk({ why, whyId }: NameAskProps) {
  const { t } = useTexts('frame');
  const client = useClient();
  const technician = useSession((session) => session.settings.technician);
  const { ask, busy, failure } = useAsk();
  const [name, setName] = useState('');
  const id = useId();
  const reason = whyId ?? `${id}-why`;
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
            aria-describedby={reason}
            onChange={(event) => setName(event.target.value)}
          />
        </span>
        <ActionButton notYet={trimmed === ''} busy={busy ? t('saving') : undefined} onPress={keep}>
          {t('nameAsk.save')}
        </ActionButton>
      </form>
      <p className="gw-caption" id={reason}>
        {why ?? t('nameAsk.why')}
      </p>
    </section>
  );
}
