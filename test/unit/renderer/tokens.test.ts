import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { darkTheme, lightTheme } from '../../../renderer/theme';

const css = readFileSync('renderer/styles/tokens.css', 'utf8');

function tokens(theme: 'light' | 'dark'): Record<string, string> {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--gw-([\w-]+): (#[0-9a-f]{6});/g)].map(([, k = '', v = '']) => [k, v]),
  );
}

function luminance(colour = ''): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string | undefined, b: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['text1', 'text2', 'text3', 'brand', 'done', 'fix', 'bad'];
const grounds: Record<string, string[]> = {
  surface: [...texts, 'text-ahead'],
  canvas: texts,
  inset: [...texts, 'code-keyword', 'code-string', 'code-variable', 'code-comment'],
  subtle: texts,
  'brand-tint': ['text1', 'text2', 'text3', 'brand'],
  'fix-tint': ['text1', 'text2', 'fix', 'text3'],
  'bad-tint': ['text1', 'text2', 'bad', 'text3'],
};

describe.each(['light', 'dark'] as const)('colours, %s', (theme) => {
  const colours = tokens(theme);

  it('gives text 4.5:1 on every ground it lies on', () => {
    for (const [ground, inks] of Object.entries(grounds)) {
      for (const ink of inks) {
        expect(colours[ink], ink).toBeDefined();
        expect(contrast(colours[ink], colours[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(colours['on-brand'], colours['brand-fill'])).toBeGreaterThanOrEqual(4.5);
  });

  it('gives glyphs and the strokes of fields 3:1', () => {
    for (const ground of ['surface', 'canvas', 'inset']) {
      expect(contrast(colours.stroke, colours[ground])).toBeGreaterThanOrEqual(3);
    }
    for (const fill of ['done', 'bad']) {
      expect(contrast(colours['on-glyph'], colours[fill])).toBeGreaterThanOrEqual(3);
    }
  });

  it('agrees with the theme of Fluent', () => {
    const fluent = theme === 'light' ? lightTheme : darkTheme;
    expect({
      canvas: fluent.colorNeutralBackground3,
      surface: fluent.colorNeutralBackground1,
      inset: fluent.colorNeutralBackground2,
      line: fluent.colorNeutralStroke2,
      'line-strong': fluent.colorNeutralStroke1,
      stroke: fluent.colorNeutralStrokeAccessible,
      text1: fluent.colorNeutralForeground1,
      text2: fluent.colorNeutralForeground2,
      text3: fluent.colorNeutralForeground3,
      'text-ahead': fluent.colorNeutralForegroundDisabled,
      'brand-fill': fluent.colorBrandBackground,
      'brand-hover': fluent.colorBrandBackgroundHover,
      brand: fluent.colorBrandForeground1,
      'brand-tint': fluent.colorBrandBackground2,
      'brand-line': fluent.colorBrandStroke2,
      done: fluent.colorStatusSuccessForeground1,
      fix: fluent.colorStatusWarningForeground1,
      bad: fluent.colorStatusDangerForeground1,
      'fix-tint': fluent.colorStatusWarningBackground1,
      'bad-tint': fluent.colorStatusDangerBackground1,
    }).toEqual(Object.fromEntries(Object.entries(colours).filter(([name]) => name in shown)));
  });
});

const shown = Object.fromEntries(
  ['canvas', 'surface', 'inset', 'line', 'line-strong', 'stroke', 'text1', 'text2', 'text3', 'text-ahead']
    .concat(['brand-fill', 'brand-hover', 'brand', 'brand-tint', 'brand-line', 'done', 'fix', 'bad'])
    .concat(['fix-tint', 'bad-tint'])
    .map((name) => [name, true]),
);
