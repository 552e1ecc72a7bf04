import { Input, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import { settingsSchema } from '../../../shared/model/settings';
import { useClient, useHello } from '../../client';
import { Accept } from '../../components/accept';
import { ActionButton } from '../../components/actionButton';
import { Drawer } from '../../components/drawer';
import { useSession } from '../../mirror';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import '../../frame/asking/entry.css';

const themes = settingsSchema.shape.theme.options;
const locales = settingsSchema.shape.locale.options;

/** Colours, language, the way of files, explanations of rows and the technician's name. Each applies as soon as main has stored it. */
export function SettingsDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTexts('frame');
  const { version } = useHello();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('settings.title')}
      lead={t('settings.lead')}
      foot={<span className="gw-caption">{t('settings.version', { version })}</span>}
    >
      {open && <Fields />}
    </Drawer>
  );
}

function Fields() {
  const { t } = useTexts('frame');
  const client = useClient();
  const settings = useSession((session) => session.settings);
  const { ask, busy, failure } = useAsk();
  const hint = useId();
  const shareHint = useId();
  const explainHint = useId();
  const [name, setName] = useState(settings.technician ?? '');
  const trimmed = name.trim();
  const changed = trimmed !== (settings.technician ?? '');
  return (
    <div className="gw-form">
      {failure !== null && <FailureNote failure={failure} />}
      <label className="gw-entry">
        <span>{t('settings.theme')}</span>
        <Select
          value={settings.theme}
          onChange={(_, data) => {
            const theme = themes.find((known) => known === data.value);
            if (theme !== undefined) void ask(() => client.changeSettings({ theme }));
          }}
        >
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {t(`settings.themes.${theme}`)}
            </option>
          ))}
        </Select>
      </label>
      <label className="gw-entry">
        <span>{t('settings.language')}</span>
        <Select
          value={settings.locale}
          onChange={(_, data) => {
            const locale = locales.find((known) => known === data.value);
            if (locale !== undefined) void ask(() => client.changeSettings({ locale }));
          }}
        >
          {locales.map((locale) => (
            <option key={locale} value={locale} lang={locale === 'system' ? undefined : locale}>
              {t(`settings.languages.${locale}`)}
            </option>
          ))}
        </Select>
      </label>
      <div>
        <Accept
          checked={settings.adminShare === true}
          describedBy={shareHint}
          onChange={(adminShare) => void ask(() => client.changeSettings({ adminShare }))}
        >
          {t('settings.adminShare')}
        </Accept>
        <p className="gw-caption" id={shareHint}>
          {t('settings.adminShareHint')}
        </p>
      </div>
      <div>
        <Accept
          checked={settings.hideExplain !== true}
          describedBy={explainHint}
          onChange={(shown) => void ask(() => client.changeSettings({ hideExplain: !shown }))}
        >
          {t('settings.rowExplain')}
        </Accept>
        <p className="gw-caption" id={explainHint}>
          {t('settings.rowExplainHint')}
        </p>
      </div>
      <label className="gw-entry">
        <span>{t('settings.technician')}</span>
        <Input
          value={name}
          maxLength={120}
          autoComplete="name"
          aria-describedby={hint}
          onChange={(_, data) => setName(data.value)}
        />
      </label>
      <p className="gw-caption" id={hint}>
        {t('settings.technicianHint')}
      </p>
      <div>
        <ActionButton
          notYet={!changed}
          busy={busy ? t('saving') : undefined}
          onPress={() =>
            void ask(() => client.changeSettings({ technician: trimmed === '' ? null : trimmed }))
          }
        >
          {changed || settings.technician === null ? t('settings.save') : t('settings.saved')}
        </ActionButton>
      </div>
    </div>
  );
}
