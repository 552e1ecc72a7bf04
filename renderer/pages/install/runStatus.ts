import type { GlyphState } from '../../components/glyphState';
import type { RunAction } from '../../../shared/session';

const glyphs: Readonly<Record<RunAction['state'], GlyphState>> = {
  ahead: 'ahead',
  running: 'running',
  done: 'done',
  alreadySo: 'done',
  failed: 'stopped',
  conflict: 'conflict',
  restartRequired: 'restart',
  unknown: 'notProvable',
  // Asked for, and still to be done: no failure.
  stopped: 'ahead',
};

/** The glyph of an action of a run. */
export const actionGlyph = (action: RunAction): GlyphState => glyphs[action.state];
