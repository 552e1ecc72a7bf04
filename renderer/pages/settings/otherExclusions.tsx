import { exclusionsCsv, exclusionsForOther } from '../../../shared/knowledge/exclusions';
import type { ServerState } from '../../../shared/model/facts';
import { CopyButton } from '../../components/copyButton';
import { useTexts } from '../../useTexts';
import './settings.css';

/** What another antivirus should leave alone of Defender, to be copied into that product. Gangway sets nothing there. */
export function OtherExclusions({ facts }: { facts: ServerState }) {
  const { t } = useTexts('settings');
  const list = exclusionsForOther(facts);
  return (
    <div className="gw-setting-other">
      <h3>{t('other.title')}</h3>
      <p className="gw-detail">{t(list.doubt === null ? 'other.text' : 'other.doubt')}</p>
      <ul className="gw-mono" lang="en">
        {[...list.processes, ...list.folders].map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
      <CopyButton label={t('other.copy')} text={() => [...list.processes, ...list.folders].join('\r\n')} />
      <CopyButton label={t('other.csv')} text={() => exclusionsCsv(list)} />
    </div>
  );
}
