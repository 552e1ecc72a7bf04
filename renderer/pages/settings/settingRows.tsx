import { useState } from 'react';
import { settings } from '../../../shared/plan/settings';
import type { Setting } from '../../../shared/plan/settings/setting';
import type { Situation } from '../../../shared/plan/situation';
import { Glyph } from '../../components/glyph';
import type { RowContent } from '../../components/row';
import { RowGroups } from '../../components/rowGroups';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { useTexts } from '../../useTexts';
import { SettingChoice } from './settingChoice';
import { wantedText } from './wantedText';
import './settings.css';

/** The situation whose settings are shown, without those that have a page of their own, and how a choice is asked for. */
export interface SettingRowsProps {
  readonly targetId: string;
  readonly situation: Situation;
  readonly without?: readonly Setting['id'][];
  readonly ask: Ask;
}

/** Each setting of this server: what it is now, what is wanted, and what that costs. One row is open at a time. */
export function SettingRows({ targetId, situation, without = [], ask }: SettingRowsProps) {
  const { t } = useTexts('settings');
  const [open, setOpen] = useState<string>();
  const shown = settings.filter(
    (setting) =>
      !without.includes(setting.id) &&
      // What cannot be wished now and has nothing to say is left out.
      (setting.field !== undefined ||
        setting.offers(situation).length > 0 ||
        setting.notes(situation).length > 0),
  );
  const groups = [...new Set(shown.map(({ group }) => group))];
  const row = (setting: Setting): RowContent => {
    const now = setting.now(situation.facts);
    const wanted = wantedText(t, setting, situation);
    const [cost] = wanted === null ? [] : setting.notes(situation);
    return {
      id: setting.id,
      title: t(`name.${setting.id}`),
      // The names begin at one edge, whether something is wanted or not.
      glyph: (
        <span className="gw-setting-glyph">
          {wanted !== null && <Glyph state="planned" label={t('components:state.planned')} />}
        </span>
      ),
      value: (
        <span className="gw-setting">
          <span data-head={t('head.now')}>
            <span className="gw-hidden">{t('head.now')}: </span>
            {t(`now.${now.word}`, now.values)}
            <span className="gw-setting-raw gw-mono">{now.raw}</span>
          </span>
          <span
            data-head={t('head.wanted')}
            className={wanted === null ? 'gw-setting-none' : 'gw-setting-wanted'}
          >
            <span className="gw-hidden">{t('head.wanted')}: </span>
            {wanted ?? t('unchanged')}
          </span>
          <span data-head={t('head.cost')} className="gw-setting-cost">
            {cost === undefined ? '' : t(`note.${cost.id}`, cost.values)}
          </span>
        </span>
      ),
      body:
        open === setting.id ? (
          <SettingChoice targetId={targetId} setting={setting} situation={situation} ask={ask} />
        ) : undefined,
    };
  };
  return (
    <RowGroups ids={shown.map(({ id }) => id)}>
      <div className="gw-setting-heads gw-caption" aria-hidden>
        <span className="gw-setting">
          <span>{t('head.now')}</span>
          <span>{t('head.wanted')}</span>
          <span>{t('head.cost')}</span>
        </span>
      </div>
      {groups.map((group) => (
        <Section key={group} title={t(`group.${group}`)}>
          <div className="gw-settings">
            <RowList
              label={t(`group.${group}`)}
              rows={shown.filter((setting) => setting.group === group).map(row)}
              selected={open}
              onOpen={(id) => setOpen(open === id ? undefined : id)}
            />
          </div>
        </Section>
      ))}
    </RowGroups>
  );
}
