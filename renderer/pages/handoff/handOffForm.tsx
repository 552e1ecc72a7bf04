import { Checkbox, Select } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { isUninstalling, tenantOf } from '../../../shared/handoff/fleet';
import { fleetFamilies, nameSchema, needsShare } from '../../../shared/model/handOff';
import type { Package } from '../../../shared/model/packages';
import { ChoiceList } from '../../components/choiceList';
import { Section } from '../../components/section';
import { useTexts } from '../../useTexts';
import { asksResults, badFields, type BadField, type Draft } from './choice';
import '../../components/field.css';
import './handOff.css';

/** What was typed, the packages there are, and whether a plan is carried over. */
export interface HandOffFormProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly packages: readonly Package[];
  readonly hasPlan: boolean;
}

const modes = ['plan', 'active', 'passive'] as const;

/** What the hand-off needs to know, and no more than that. */
export function HandOffForm({ draft, onChange, packages, hasPlan }: HandOffFormProps) {
  const { t } = useTexts('handoff');
  const bad = badFields(draft);
  const field = (id: Exclude<BadField, 'group'>) => (
    <TypedField
      label={t(`form.${id}`)}
      help={bad.includes(id) ? t(`form.bad.${id}`) : t(`form.${id}Help`)}
      bad={bad.includes(id)}
      value={draft[id]}
      onChange={(text) => onChange({ [id]: text })}
    />
  );
  const chosen = packages.find(({ sha256 }) => sha256 === draft.tenantFile) ?? packages[0];
  return (
    <Section title={t('form.title')}>
      <div className="gw-handoff-form">
        {field('name')}
        {needsShare(draft.engine, draft.direction) && field('share')}
        {asksResults(draft) && field('results')}
        {packages.length > 1 && (
          <label className="gw-handoff-field">
            <span>{t('form.package')}</span>
            <Select value={chosen?.sha256 ?? ''} onChange={(_, data) => onChange({ tenantFile: data.value })}>
              {packages.map((pkg) => (
                <option key={pkg.sha256} value={pkg.sha256}>
                  {t('form.packageOf', { name: pkg.name, tenant: tenantOf(pkg) ?? '-' })}
                </option>
              ))}
            </Select>
          </label>
        )}
        <fieldset className="gw-handoff-families">
          <legend>{t('form.families')}</legend>
          {fleetFamilies.map((family) => (
            <Checkbox
              key={family}
              label={t(`form.family.${family}`)}
              checked={draft.families.includes(family)}
              onChange={(_, data) =>
                onChange({
                  families: fleetFamilies.filter((one) =>
                    one === family ? data.checked === true : draft.families.includes(one),
                  ),
                })
              }
            />
          ))}
        </fieldset>
        {draft.engine === 'groupPolicy' &&
          draft.families.map((family) => {
            const group = draft.groups[family] ?? '';
            const isBad = group.trim() !== '' && !nameSchema.safeParse(group.trim()).success;
            return (
              <TypedField
                key={family}
                label={t('form.group', { family: t(`form.family.${family}`) })}
                help={t(isBad ? 'form.bad.group' : 'form.groupHelp')}
                bad={isBad}
                value={group}
                onChange={(text) => onChange({ groups: { ...draft.groups, [family]: text } })}
              />
            );
          })}
        {isUninstalling({ ...draft, families: [...draft.families] }) && (
          <div>
            <Checkbox
              label={t('form.uninstall')}
              checked={draft.uninstall}
              onChange={(_, data) => onChange({ uninstall: data.checked === true })}
            />
            <p className="gw-caption">{t('form.uninstallHelp')}</p>
          </div>
        )}
      </div>
      {draft.direction === 'onboard' && (
        <>
          <h3 className="gw-handoff-part">{t('form.mode')}</h3>
          <ChoiceList
            label={t('form.mode')}
            plain
            value={draft.mode}
            onChange={(id) => onChange({ mode: modes.find((mode) => mode === id) ?? 'plan' })}
            choices={modes.map((mode) => ({
              id: mode,
              name: t(`form.modeOf.${mode === 'plan' && !hasPlan ? 'none' : mode}`),
            }))}
          />
        </>
      )}
    </Section>
  );
}

/** One line that is typed, with what it is for, or what is wrong with it. */
function TypedField(props: {
  readonly label: string;
  readonly help: ReactNode;
  readonly bad: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { label, help, bad, value, onChange } = props;
  const id = useId();
  return (
    <div className="gw-handoff-field">
      <label htmlFor={id}>{label}</label>
      <span className="gw-field">
        <input
          id={id}
          value={value}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={bad}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
      <span id={`${id}-help`} className={bad ? 'gw-handoff-bad' : 'gw-caption'}>
        {help}
      </span>
    </div>
  );
}
