import {
  createDarkTheme,
  createLightTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';

/** What a person may choose; `system` follows the colours of Windows while the app runs. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const brand: BrandVariants = {
  10: '#02141c',
  20: '#06222f',
  30: '#08303f',
  40: '#093c53',
  50: '#08496a',
  60: '#0a5270',
  70: '#0a5a7c',
  80: '#0a5a7c',
  90: '#1a6e98',
  100: '#1f7aa6',
  110: '#3f94bf',
  120: '#58abd3',
  130: '#74c3e6',
  140: '#93d1ec',
  150: '#b5dff2',
  160: '#d8eef8',
};

const shared: Partial<Theme> = {
  fontFamilyBase: '"Segoe UI Variable Text", "Segoe UI", "Open Sans", system-ui, sans-serif',
  fontFamilyMonospace: '"Cascadia Mono", Consolas, monospace',
  fontSizeHero800: '32px',
  fontSizeBase600: '24px',
  fontSizeBase400: '16px',
  fontSizeBase300: '14px',
  fontSizeBase200: '12px',
  borderRadiusMedium: '4px',
};

/** Fluent's light theme with the colours of Gangway (the same values as styles/tokens.css). */
export const lightTheme: Theme = {
  ...createLightTheme(brand),
  ...shared,
  colorNeutralBackground1: '#ffffff',
  colorNeutralBackground2: '#f7f9fa',
  colorNeutralBackground3: '#f1f4f5',
  colorNeutralBackground1Hover: '#ebeff1',
  colorNeutralStroke1: '#cbd2d6',
  colorNeutralStroke2: '#e1e6e8',
  colorNeutralStrokeAccessible: '#66727a',
  colorNeutralForeground1: '#14191c',
  colorNeutralForeground2: '#3e484e',
  colorNeutralForeground3: '#59656c',
  colorNeutralForeground4: '#59656c',
  colorNeutralForegroundDisabled: '#66717a',
  colorBrandBackground: '#0a5a7c',
  colorBrandBackgroundHover: '#08496a',
  colorBrandForeground1: '#0a5a7c',
  colorBrandForegroundLink: '#0a5a7c',
  colorCompoundBrandStroke: '#0a5a7c',
  colorBrandBackground2: '#e6f1f6',
  colorBrandStroke2: '#a9cedf',
  colorStatusSuccessForeground1: '#17693a',
  colorStatusWarningForeground1: '#8a4a00',
  colorStatusDangerForeground1: '#a6171f',
  colorStatusWarningBackground1: '#fff6e8',
  colorStatusDangerBackground1: '#fcf0f0',
  colorStrokeFocus2: '#14191c',
  colorBackgroundOverlay: 'rgba(16, 22, 26, 0.42)',
};

/** Fluent's dark theme with the colours of Gangway (the same values as styles/tokens.css). */
export const darkTheme: Theme = {
  ...createDarkTheme(brand),
  ...shared,
  colorNeutralBackground1: '#1a2024',
  colorNeutralBackground2: '#151b1f',
  colorNeutralBackground3: '#12171a',
  colorNeutralBackground1Hover: '#283138',
  colorNeutralStroke1: '#3c474f',
  colorNeutralStroke2: '#2c353b',
  colorNeutralStrokeAccessible: '#93a1aa',
  colorNeutralForeground1: '#f1f5f7',
  colorNeutralForeground2: '#c4ced4',
  colorNeutralForeground3: '#9ba8b0',
  colorNeutralForeground4: '#9ba8b0',
  colorNeutralForegroundDisabled: '#8b98a1',
  colorBrandBackground: '#1a6e98',
  colorBrandBackgroundHover: '#1f7aa6',
  colorBrandForeground1: '#74c3e6',
  colorBrandForegroundLink: '#74c3e6',
  colorCompoundBrandStroke: '#74c3e6',
  colorBrandBackground2: '#14303e',
  colorBrandStroke2: '#2b5f78',
  colorStatusSuccessForeground1: '#78cb92',
  colorStatusWarningForeground1: '#f0b368',
  colorStatusDangerForeground1: '#f3898b',
  colorStatusWarningBackground1: '#2c2112',
  colorStatusDangerBackground1: '#33191b',
  colorStrokeFocus2: '#f1f5f7',
  colorBackgroundOverlay: 'rgba(0, 0, 0, 0.56)',
};

const darkSystem = '(prefers-color-scheme: dark)';

/**
 * The Fluent theme for a choice. Also sets `data-theme` on the html element, which switches the custom
 * properties of styles/tokens.css, and follows the system while the choice is `system`.
 */
export function useTheme(choice: ThemeChoice): Theme {
  const [systemDark, setSystemDark] = useState(() => window.matchMedia(darkSystem).matches);
  useEffect(() => {
    const query = window.matchMedia(darkSystem);
    const follow = () => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const dark = choice === 'system' ? systemDark : choice === 'dark';
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  return dark ? darkTheme : lightTheme;
}
