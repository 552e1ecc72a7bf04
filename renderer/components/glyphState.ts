/**
 * Every state a glyph can show. Each has its own outline, so that shape and word say it before colour does.
 * The spoken word of a state is `components:state.<name>`.
 */
export const glyphStates = [
  'done',
  'current',
  'ahead',
  'running',
  'waiting',
  'planned',
  'blocked',
  'toFix',
  'stopped',
  'conflict',
  'refused',
  'notNeeded',
  'notProvable',
  'toKnow',
  'restart',
  'oneWay',
] as const;

/** One of the states of `glyphStates`. */
export type GlyphState = (typeof glyphStates)[number];
