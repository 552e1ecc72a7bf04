import { useId, useState } from 'react';
import type { Wishes } from '../../../shared/model/wishes';
import type { Field, Setting } from '../../../shared/plan/settings/setting';
import type { Situation } from '../../../shared/plan/situation';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Note } from '../../components/note';
import { PropertyList } from '../../components/propertyList';
import type { Ask } from '../../frame/useAsk';
import { useTexts } from '../../useTexts';
import { OtherExclusions } from './otherExclusions';
import { chosenOffer } from './wantedText';
import '../../components/field.css';
import './settings.css';

/** The setting that is open, and how a choice is asked for. */
export interface SettingChoiceProps {
  readonly targetId: string;
  readonly setting: Setting;
  readonly situation: Situation;
  readonly ask: Ask;
}

/** What may be wanted of a setting, the exact values behind it, and its traps. A choice is kept at once; nothing is sent. */
export function SettingChoice({ targetId, setting, situation, ask }: SettingChoiceProps) {
  const { t } = useTexts('settings');
  const client = useClient();
  const { field } = setting;
  const typed = field?.textOf(situation.inputs.wishes) ?? null;
  const offer = chosenOffer(setting, situation);
  const [writes, setWrites] = useState(false);
  const value = writes ? 'field' : (offer?.id ?? (typed === null ? 'unchanged' : 'field'));
  const notes = setting.notes(situation);
  const parts = setting.parts?.(situation) ?? [];

  const want = (wishes: Partial<Wishes>) =>
    void ask.ask(() => client.changeInputs({ targetId, change: { kind: 'wish', wishes } }));
  const choose = (id: string): void => {
    setWrites(id === 'field');
    if (id === 'unchanged') want(Object.fromEntries(setting.wishes.map((wish) => [wish, null])));
    const chosen = setting.offers(situation).find((one) => one.id === id);
    if (chosen !== undefined) want(chosen.wishes);
  };

  return (
    <div className="gw-setting-choice">
      <ChoiceList
        plain
        label={t('choose', { setting: t(`name.${setting.id}`) })}
        value={value}
        onChange={choose}
        choices={[
          { id: 'unchanged', name: t('unchanged') },
          ...setting.offers(situation).map(({ id }) => ({ id, name: t(`offer.${id}`) })),
          ...(field === undefined
            ? []
            : [
                {
                  id: 'field',
                  name: t(`field.${field.id}`),
                  more: (
                    <Typed label={t(`field.${field.id}`)} first={typed ?? ''} field={field} onWant={want} />
                  ),
                },
              ]),
        ]}
      />
      <div>
        {parts.length > 0 && (
          <PropertyList
            items={parts.map(({ name, before, after }) => ({
              name,
              value: before === after ? t('stays', { value: before }) : t('becomes', { before, after }),
              mono: true,
            }))}
          />
        )}
        {notes.map(({ id, values }) => (
          <Note key={id}>{t(`note.${id}`, values)}</Note>
        ))}
      </div>
      {setting.id === 'exclusions' && <OtherExclusions facts={situation.facts} />}
    </div>
  );
}

/** A wish that is typed. Until it can be meant, and until its button is pressed, nothing is kept. */
function Typed({
  label,
  first,
  field,
  onWant,
}: {
  readonly label: string;
  readonly first: string;
  readonly field: Field;
  readonly onWant: (wishes: Partial<Wishes>) => void;
}) {
  const { t } = useTexts('settings');
  const id = useId();
  const [text, setText] = useState(first);
  const wishes = field.wishOf(text);
  const refused = field.refused?.(text) ?? [];
  const entry = {
    'aria-label': label,
    'aria-describedby': id,
    value: text,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  return (
    <span className="gw-setting-typed">
      <span className={field.lines ? 'gw-setting-lines' : 'gw-field'}>
        {field.lines ? (
          <textarea {...entry} rows={4} onChange={(event) => setText(event.target.value)} />
        ) : (
          <input {...entry} onChange={(event) => setText(event.target.value)} />
        )}
      </span>
      <ActionButton
        size="small"
        notYet={wishes === null}
        describedBy={id}
        onPress={() => wishes !== null && onWant(wishes)}
      >
        {t('want')}
      </ActionButton>
      <span id={id} className="gw-caption">
        {wishes === null ? t('cannotMean') : text === first ? t('isWanted') : t('notKept')}
      </span>
      {refused.map((one) => (
        <span key={one.text} className="gw-caption">
          <span className="gw-mono">{one.text}</span>: {t(`flaw.${one.flaw}`)}
        </span>
      ))}
    </span>
  );
}
