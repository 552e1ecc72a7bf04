import type { ReactNode } from 'react';
import type { CloudFindings } from '../../../shared/bridge/session';
import { analyzerAddresses, analyzerSeverity, type AnalyzerAnswer } from '../../../shared/knowledge/analyzer';
import type { AnalyzerFindings } from '../../../shared/model/probes/analyzer';
import { FactRow } from '../../components/factRow';
import { FactTable } from '../../components/factTable';
import type { GlyphState } from '../../components/glyphState';
import { useTexts } from '../../useTexts';
import './analyzer.css';

const glyphs = {
  error: 'stopped',
  warning: 'toFix',
  information: 'done',
} as const satisfies Record<string, GlyphState>;
const order = { error: 0, warning: 1, information: 2 };

/** What the Client Analyzer found: its checks, the worst first, and its connections beside what our own test of the cloud saw. */
export function AnalyzerFound({
  found,
  ours,
}: {
  readonly found: AnalyzerFindings;
  readonly ours: CloudFindings | null;
}) {
  const { t } = useTexts('analyzer');
  const checks = found.checks
    .map((check) => ({ ...check, severity: analyzerSeverity(check.id) }))
    .sort((a, b) => order[a.severity] - order[b.severity]);
  // Its words for how bad a line is (row defender/mde-analyzer-xml).
  const alerts = found.facts.filter(({ alert }) => alert === 'High' || alert === 'Medium');
  const addresses = analyzerAddresses(found.lines);
  const told = ({ way, proxy, state, code }: AnalyzerAnswer): string[] => {
    const named = t(`way.${way}`, { proxy });
    return state === 'absent' ? [] : [t(`answer.${state}`, { way: named, code })];
  };
  const oursOf = (host: string) => {
    const mine = ours?.addresses.find((address) => address.host === host);
    if (mine === undefined) return t('ours.none');
    return t(mine.state === 'reached' ? 'ours.reached' : 'ours.open');
  };
  return (
    <>
      {checks.length > 0 && (
        <Titled label={t('checks')}>
          {checks.map(({ id, check, result, severity }) => (
            <FactRow
              key={`${id} ${result}`}
              fact={t('number', { id })}
              glyph={glyphs[severity]}
              value={<span lang="en">{[check, result].filter(Boolean).join(': ')}</span>}
              time={t(`severity.${severity}`)}
            />
          ))}
        </Titled>
      )}
      {alerts.length > 0 && (
        <Titled label={t('alerts')}>
          {alerts.map(({ name, title, value, alert }) => (
            <FactRow
              key={`${name} ${title}`}
              fact={title}
              glyph={alert === 'High' ? 'stopped' : 'toFix'}
              value={<span lang="en">{value}</span>}
              time={t(`severity.${alert === 'High' ? 'error' : 'warning'}`)}
            />
          ))}
        </Titled>
      )}
      {addresses.length > 0 && (
        <Titled label={t('lines')} wide>
          {addresses.map(({ url, host, reached, answers }) => (
            <FactRow
              key={url}
              fact={host}
              glyph={reached ? 'done' : 'stopped'}
              value={answers.flatMap(told).join(', ') || t('never')}
              source={oursOf(host)}
            />
          ))}
        </Titled>
      )}
      {found.resultPath !== null && <p className="gw-detail">{t('kept', { path: found.resultPath })}</p>}
    </>
  );
}

/** A table with its name above it: there are several in one section. */
function Titled({
  label,
  wide = false,
  children,
}: {
  readonly label: string;
  /** Its first column holds names of hosts. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={wide ? 'gw-analyzer-hosts' : undefined}>
      <h3 className="gw-analyzer-title">{label}</h3>
      <FactTable label={label}>{children}</FactTable>
    </div>
  );
}
