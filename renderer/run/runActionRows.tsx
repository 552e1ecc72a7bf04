import { actionText } from '../../shared/plan/actionText';
import type { GlyphState } from '../components/glyphState';
import type { RunAction } from '../../shared/bridge/session';
import { useTexts } from '../useTexts';
import { Glyph } from '../components/glyph';
import { RowList } from '../components/rowList';
import { useTimes } from '../frame/useTimes';

/** Actions of a run and the name of their list. */
export interface RunActionRowsProps {
  readonly label: string;
  readonly actions: readonly RunAction[];
  /** When Windows last started, in words: how a restart ended that was over before this run began. */
  readonly lastStart?: string;
}

/** The actions of a run with how each ended, when it ended, and how long it took. */
export function RunActionRows({ label, actions, lastStart }: RunActionRowsProps) {
  const { t } = useTexts();
  const times = useTimes();
  return (
    <RowList
      label={label}
      layout="dense"
      rows={actions.map((action) => {
        const word =
          lastStart !== undefined && action.id === 'restart' && action.state === 'alreadySo'
            ? t('install:state.started', { time: lastStart })
            : t(`install:state.${action.state}`);
        const took =
          action.endedAt === null
            ? ''
            : action.startedAt === null
              ? times.time(action.endedAt)
              : `${times.time(action.endedAt)}, ${times.length(action.endedAt - action.startedAt)}`;
        return {
          id: String(action.nn),
          title: actionText(t, action.id, 'title'),
          glyph: <Glyph state={actionGlyph(action)} size={16} label={word} />,
          value: [word, took].filter((part) => part !== '').join(', '),
        };
      })}
    />
  );
}

const glyphs: Readonly<Record<RunAction['state'], GlyphState>> = {
  ahead: 'ahead',
  running: 'running',
  done: 'done',
  alreadySo: 'done',
  failed: 'stopped',
  conflict: 'conflict',
  restartRequired: 'restart',
  unknown: 'notProvable',
  // The restart was asked for and is still to come, which is not a failure.
  stopped: 'ahead',
};

/** The glyph of an action of a run. */
export const actionGlyph = (action: RunAction): GlyphState => glyphs[action.state];
