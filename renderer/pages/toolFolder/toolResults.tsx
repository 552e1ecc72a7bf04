import { useRef } from 'react';
import { explainCode } from '../../../shared/knowledge/codes';
import type { ToolResult } from '../../../shared/model/toolFolder';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { EmptyState } from '../../components/emptyState';
import { FileField } from '../../components/fileField';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import '../../components/codeView.css';
import './toolFolder.css';

/** What run.cmd left on servers, each with what its code means, and never as proved. */
export function ToolResults({ ask }: { readonly ask: Ask['ask'] }) {
  const { t } = useTexts('toolFolder');
  const client = useClient();
  const { carrier } = useHello();
  const { results } = useSession((session) => session.toolFolder);
  const field = useRef<HTMLInputElement>(null);
  const take = () => {
    if (carrier === 'electron') void ask(() => client.pickToolResult({}));
    else field.current?.click();
  };
  return (
    <Section
      title={t('results.title')}
      note={t('results.note')}
      end={
        <ActionButton size="small" onPress={take}>
          {t('results.take')}
        </ActionButton>
      }
    >
      <FileField
        field={field}
        accept=".txt"
        onFiles={([file]) => {
          if (file !== undefined) void ask(() => client.addToolResult(file));
        }}
      />
      {results.length === 0 ? (
        <EmptyState title={t('results.none')}>{t('results.noneHint')}</EmptyState>
      ) : (
        <RowList
          label={t('results.title')}
          rows={results.map((result) => ({
            id: result.id,
            title: result.computer,
            glyph: <Glyph state="notProvable" label={t('results.unproved')} />,
            value: t('results.unproved'),
            detail: <Told result={result} />,
            actions: (
              <ActionButton
                size="small"
                variant="quiet"
                onPress={() => void ask(() => client.forgetToolResult({ id: result.id }))}
              >
                {t('results.forget')}
                <span className="gw-hidden"> {result.computer}</span>
              </ActionButton>
            ),
          }))}
        />
      )}
    </Section>
  );
}

/** Fourteen digits of a server's clock as a person reads them; its zone is not known. */
const clockText = (digits: string): string =>
  digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3 $4:$5:$6');

/** What a result tells, in sentences, and the end of the tool's log. */
function Told({ result }: { readonly result: ToolResult }) {
  const { t } = useTexts('toolFolder');
  const times = useTimes();
  const { began, ended, outcome, precheck, code, updates, replacedBy, file, ours, log } = result;
  // The code that speaks: that of the work, or of the look where it came to nothing more.
  const shown = outcome === 'ended' ? code : outcome === 'precheck' ? precheck : null;
  const entry = shown === null ? null : explainCode('deploymentTool', shown);
  const next =
    outcome === 'ended' || outcome === 'precheck'
      ? shown === 10
        ? 'restart'
        : entry?.outcome === 'success' || entry?.outcome === 'alreadySo'
          ? 'portal'
          : 'log'
      : outcome;
  return (
    <div className="gw-tool-folder-result">
      <p>
        <b>
          {outcome === 'ended'
            ? t('results.ended', { code: shown ?? '?' })
            : t(`results.outcome.${outcome}`, { code: shown ?? '?', file: file ?? '' })}
        </b>
      </p>
      {shown !== null &&
        (entry === null ? (
          <p>{t('results.unknownCode', { code: shown })}</p>
        ) : (
          <p>
            {t(`knowledge:${entry.key}.title`)}. {t(`knowledge:${entry.key}.cause`)} {t('results.doubtCode')}
          </p>
        ))}
      <p>{t(`results.next.${next}`)}</p>
      <p className="gw-caption">
        {began === null || ended === null
          ? t('results.whenUnknown')
          : t('results.when', { began: clockText(began), ended: clockText(ended) })}
        . {t('results.took', { at: times.full(result.takenAt) })}.
      </p>
      {updates.length > 0 && (
        <p className="gw-caption">
          {t('results.updates', {
            list: updates.map((one) => t('results.updateCode', one)).join(', '),
          })}
        </p>
      )}
      {replacedBy !== null && <p className="gw-caption">{t('results.replaced', { hash: replacedBy })}</p>}
      {!ours && <p className="gw-caption">{t('results.foreign')}</p>}
      {log === '' ? (
        <p className="gw-caption">{t('results.noLog')}</p>
      ) : (
        <div>
          <div className="gw-code-head">
            <span id={`${result.id}-log`}>{t('results.log')}</span>
            <CopyButton text={log} label={t('results.logCopy', { name: result.computer })} />
          </div>
          <pre
            className="gw-code gw-code-wrap"
            tabIndex={0}
            role="region"
            aria-labelledby={`${result.id}-log`}
            lang="en"
          >
            {log}
          </pre>
        </div>
      )}
    </div>
  );
}
