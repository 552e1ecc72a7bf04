import { Fragment } from 'react';
import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { asksServer, readAtOf, type Rung } from '../../../shared/findings/walk';
import { said } from '../../../shared/model/search';
import type { Searching } from '../../../shared/steps/searching';
import type { GlyphState } from '../../components/glyphState';
import { Ladder } from '../../components/ladder';
import { Section } from '../../components/section';
import { useTimes } from '../../frame/useTimes';
import '../../components/inset.css';
import '../../frame/failureNote.css';
import './findings.css';

const glyphs: Readonly<Record<Rung['state'], GlyphState>> = {
  passed: 'done',
  open: 'notProvable',
  failed: 'stopped',
  ruledOut: 'toKnow',
  reading: 'waiting',
  person: 'current',
  ahead: 'ahead',
  skipped: 'notNeeded',
};

/** A path of the registry may go on in the next line after each of its parts, and not inside one. */
const breakable = (path: string) =>
  path.split(/(?<=\\)/).map((part, index) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));

/** The word for a question that was not answered; null for one that was. */
function word(state: Rung['state']): 'reading' | 'person' | 'ahead' | 'skipped' | null {
  return state === 'reading' || state === 'person' || state === 'ahead' || state === 'skipped' ? state : null;
}

/** The rungs of a search, and the quiet line beside their heading. */
export interface HowFoundProps {
  readonly view: TargetView;
  readonly searching: Searching;
  readonly rungs: readonly Rung[];
  readonly note: string;
}

/** The way of the search: each question, what was answered, where that stands and when it was read. */
export function HowFound({ view, searching, rungs, note }: HowFoundProps) {
  const { t } = useTexts('findings');
  const times = useTimes();
  const { evidence } = searching;
  const isAnswered = (state: Rung['state']): boolean => word(state) === null;
  const wordOf = ({ state, question, raw }: Rung): string => {
    const without = word(state);
    if (without !== null) return t(`rung.${without}`);
    if (state === 'open' && asksServer(question)) return t('rung.open');
    if (!asksServer(question)) return t(`said.${said.find((one) => one === raw) ?? 'notSure'}`);
    return t(state === 'passed' ? 'rung.yes' : 'rung.no');
  };
  return (
    <Section title={t('how')} note={note}>
      <Ladder
        label={t('how')}
        rungs={rungs.map((rung) => {
          const { question } = rung;
          const server = asksServer(question);
          const at = server && isAnswered(rung.state) ? readAtOf(question, evidence, view.factsAt) : null;
          const raw = server ? rung.raw : '';
          return {
            id: rung.id,
            state: glyphs[rung.state],
            broken: rung.state === 'failed',
            name: server ? t(`questions:ask.${question.id}`) : t(`questions:person.${question.id}`),
            value:
              rung.state === 'failed' || raw === '' ? undefined : (
                <span className="gw-mono" lang="en">
                  {raw}
                </span>
              ),
            end: (
              <span className="gw-asked">
                <span className="gw-asked-source" lang="en">
                  <span className="gw-mono">{server ? breakable(question.source) : ''}</span>
                </span>
                <span className={`gw-asked-answer ${rung.state === 'failed' ? 'gw-asked-bad' : ''}`}>
                  {wordOf(rung)}
                </span>
                <span className="gw-asked-time">{at === null ? '' : times.time(at)}</span>
              </span>
            ),
            more:
              rung.state === 'failed' && raw !== '' ? (
                <pre className="gw-inset gw-mono gw-failure-raw" lang="en">
                  {raw}
                </pre>
              ) : rung.state === 'ruledOut' ? (
                <span className="gw-caption">{t('rung.ruledOutDetail')}</span>
              ) : undefined,
          };
        })}
      />
    </Section>
  );
}
