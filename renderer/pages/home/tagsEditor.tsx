import { Input } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import { joinTags } from '../../../shared/model/servers/serverList';
import { tagsSchema } from '../../../shared/model/servers/servers';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Question } from '../../components/question';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import '../../components/pill.css';
import '../../frame/asking/entry.css';

/** The server whose tags are changed, and the tags of all servers to choose from. */
export interface TagsEditorProps {
  readonly view: TargetView;
  readonly known: readonly string[];
  readonly onClose: () => void;
}

/** Asks for the tags of one server, as words with commas between them. */
export function TagsEditor({ view, known, onClose }: TagsEditorProps) {
  const { t } = useTexts('queue');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const field = useId();
  const [text, setText] = useState(view.tags.join(', '));
  const tags = joinTags(
    text
      .split(/[,;]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  );
  const valid = tagsSchema.safeParse(tags).success;
  const others = known.filter((tag) => !tags.some((own) => own.toLowerCase() === tag.toLowerCase()));
  const save = async () => {
    const saved = await ask(() => client.setTags({ targetId: view.target.id, tags }));
    if (saved !== undefined) onClose();
  };
  return (
    <Question
      open
      onClose={onClose}
      title={t('tags.title', { name: view.target.name })}
      lead={t('tags.lead')}
      actions={
        <>
          <ActionButton onPress={onClose}>{t('frame:cancel')}</ActionButton>
          <ActionButton
            variant="primary"
            busy={busy ? t('frame:saving') : undefined}
            notYet={!valid}
            describedBy={valid ? undefined : `${field}-hint`}
            onPress={() => void save()}
          >
            {t('tags.save')}
          </ActionButton>
        </>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <div className="gw-form">
        <div className="gw-entry">
          <label htmlFor={field}>{t('tags.label')}</label>
          <Input
            id={field}
            value={text}
            autoComplete="off"
            aria-describedby={`${field}-hint`}
            onChange={(_, data) => setText(data.value)}
          />
        </div>
        <p className="gw-caption" id={`${field}-hint`}>
          {t(valid ? 'tags.hint' : 'tags.tooLong')}
        </p>
        {others.length > 0 && (
          <div className="gw-tags" role="group" aria-label={t('tags.known')}>
            {others.map((tag) => (
              <button
                key={tag}
                type="button"
                className="gw-pill"
                onClick={() => setText([...tags, tag].join(', '))}
              >
                {t('tags.add', { tag })}
              </button>
            ))}
          </div>
        )}
      </div>
    </Question>
  );
}
