import { ServerLinkRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './bar.css';
import './runStrip.css';

/** How the run goes: `quiet` is no output for a while, `stalled` too long, `reconnecting` no contact. */
export type RunStripState = 'running' | 'quiet' | 'stalled' | 'reconnecting' | 'finished' | 'stopped';

/**
 * A run over the whole plan. `done` is 0 to 100; `share` its words ("62 % of the plan, about 6 min left").
 * `chain` are the actions in order, `figures` times such as elapsed and last output, `statement` what stays
 * true when this window is closed, `caution` a Note for a stalled run.
 */
export type RunStripProps = {
  title: string;
  state: RunStripState;
  done: number;
  share: string;
  chain: readonly { id: string; name: string; state: GlyphState }[];
  figures: readonly { name: string; value: string }[];
  statement?: { title: string; detail: string };
  caution?: ReactNode;
};

const glyphs: Record<RunStripState, GlyphState> = {
  running: 'running',
  quiet: 'running',
  stalled: 'toFix',
  reconnecting: 'waiting',
  finished: 'done',
  stopped: 'stopped',
};

/** The calm head of a running page: bar, chain of actions, times, and where the work runs. */
export function RunStrip({ title, state, done, share, chain, figures, statement, caution }: RunStripProps) {
  const { t } = useTexts('components');
  const tone = state === 'reconnecting' ? 'gw-bar-waiting' : state === 'stopped' ? 'gw-bar-stopped' : '';
  return (
    <div className="gw-run">
      <div className="gw-run-head">
        <Glyph state={glyphs[state]} label={t(`run.${state}`)} />
        <h2>{title}</h2>
        <span className="gw-run-share">{share}</span>
      </div>
      <div
        className={`gw-bar ${tone}`}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done)}
        aria-valuetext={share}
      >
        <div className="gw-bar-fill" style={{ width: `${done}%` }} />
      </div>
      <ol className="gw-chain" aria-label={t('run.chain')}>
        {chain.map((action) => (
          <li key={action.id} aria-current={action.state === 'running' ? 'step' : undefined}>
            <Glyph state={action.state} size={16} label={t(`state.${action.state}`)} />
            {action.name}
          </li>
        ))}
      </ol>
      {caution}
      <div className="gw-run-figures">
        {figures.map((figure) => (
          <dl key={figure.name} className="gw-run-figure">
            <dt className="gw-caption">{figure.name}</dt>
            <dd>{figure.value}</dd>
          </dl>
        ))}
        {statement && (
          <div className="gw-run-statement">
            <ServerLinkRegular aria-hidden />
            <div>
              <h3>{statement.title}</h3>
              <p className="gw-caption">{statement.detail}</p>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
