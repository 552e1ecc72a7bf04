import { useTranslation } from 'react-i18next';
import { Section } from '../../components/section';

/** What an installation can have met that no prerequisite shows, the cheapest to try first. */
export function OtherCauses() {
  const { t } = useTranslation('install');
  return (
    <Section title={t('failed.others')} note={t('failed.othersNote')}>
      <ul className="gw-checks">
        {([1, 2, 3, 4] as const).map((number) => (
          <li key={number}>{t(`failed.other${number}`)}</li>
        ))}
      </ul>
    </Section>
  );
}
