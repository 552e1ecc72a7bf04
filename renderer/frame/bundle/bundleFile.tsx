import { useState } from 'react';
import type { BundleOf } from '../../../shared/bridge/bundle';
import type { ReplyOf } from '../../../shared/bridge/contract';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { useTexts } from '../../useTexts';
import { FailureNote } from '../failureNote';
import { useAsk } from '../useAsk';
import { sizeText } from '../useTimes';
import { visibleText } from '../../components/visibleText';
import { hiddenWords } from './hiddenWords';
import '../../components/inset.css';
import './bundle.css';

/** One file of the bundle that is shown. */
export interface BundleFileProps {
  readonly of: BundleOf;
  readonly id: string;
  readonly file: ReplyOf<'previewBundle'>['files'][number];
}

const about = [
  'README',
  'facts',
  'events',
  'way',
  'decisions',
  'analyzer',
  'readings',
  'report',
  'journals',
  'output',
  'desk',
  'logs',
] as const;

/** A text of many lines as it may be shown: logs come from strangers. */
const visibleLines = (text: string): string => text.split(/\r?\n/).map(visibleText).join('\n');

/** A file that goes in: what it is, how large, what was hidden in it, and its text on request. */
export function BundleFile({ of, id, file }: BundleFileProps) {
  const { t, i18n } = useTexts('bundle');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [shown, setShown] = useState<ReplyOf<'readBundleFile'> | null>(null);
  const { name, source, bytes, hidden } = file;
  const kind = about.find((known) => known === name.split(/[./]/, 1)[0]);
  const toggle = async () => {
    setShown(shown === null ? ((await ask(() => client.readBundleFile({ of, id, name }))) ?? null) : null);
  };
  return (
    <li className="gw-bundle-file">
      <div>
        <span className="gw-mono">{name}</span>
        {kind !== undefined && <span className="gw-detail">{t(`what.${kind}`)}</span>}
        {source !== null && <span className="gw-caption">{t('source', { name: source })}</span>}
        <span className="gw-caption">
          {sizeText(i18n.language, bytes)}, {hiddenWords(t, hidden)}
        </span>
      </div>
      <ActionButton
        variant="link"
        expanded={shown !== null}
        onPress={() => {
          if (!busy) void toggle();
        }}
      >
        {t(shown === null ? 'show' : 'hide')}
        <span className="gw-hidden"> {name}</span>
      </ActionButton>
      {failure !== null && <FailureNote failure={failure} />}
      {shown !== null && (
        <div className="gw-bundle-text">
          <pre className="gw-inset gw-mono" lang="en" tabIndex={0} role="region" aria-label={name}>
            {visibleLines(shown.text)}
          </pre>
          {shown.cut && <p className="gw-caption">{t('cut')}</p>}
        </div>
      )}
    </li>
  );
}
