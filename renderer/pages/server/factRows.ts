import { unreadable, type ServerState } from '../../../shared/model/facts';
import type { Between, Say } from '../../../shared/locales/keys';
import { saidOfMode } from '../../../shared/model/antivirus/antivirusMode';
import { recogniseAntivirus } from '../../../shared/knowledge/antivirus';
import { plainValue } from '../../../shared/checks/checkValue';
import type { GlyphState } from '../../components/glyphState';
import type { Times } from '../../frame/useTimes';

/** One fact as the table shows it. `source` is where Windows keeps it; `problem` why it could not be read. */
export interface FactEntry {
  readonly id: Between<'server:fact.'>;
  readonly value: string;
  readonly glyph?: GlyphState;
  readonly source: string;
  readonly problem?: string;
}

const statusKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
const passiveKey = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const gibibyte = 1024 ** 3;

/** The facts of a server for people, the deciding ones first: in plain words, with the raw value where the two differ. */
export function factRows(t: Say, times: Times, locale: string, facts: ServerState): FactEntry[] {
  const none = t('server:none');
  const or = (value: string | null) => value ?? none;
  const plain = (raw: string): string => {
    const words = plainValue(raw, {
      say: t,
      moment: (at) => times.moment(at),
    });
    return words === raw ? raw : `${words} (${raw})`;
  };
  const numbered = (name: 'onboardingState' | 'forcePassive', value: number | null): string =>
    value === null ? none : t(`server:${name}.${value === 1 ? 'one' : 'rest'}`, { value });
  const yesNo = (value: boolean | null) =>
    value === null ? t('server:unknown') : t(value ? 'server:yes' : 'server:no');
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const antivirus = recogniseAntivirus(facts.otherAntivirus).filter(({ running }) => running);
  const blocking = facts.restartPending.filter((marker) => marker.blocking);
  const feature = facts.defender.feature;
  const said = saidOfMode(facts);

  const entry = (
    id: FactEntry['id'],
    path: string,
    source: string,
    value: string,
    glyph?: GlyphState,
  ): FactEntry => {
    const reason = unreadable(facts, path);
    return {
      id,
      value,
      glyph,
      source,
      ...(reason !== null && { problem: t(`server:unreadable.${reason}`) }),
    };
  };

  return [
    entry(
      'build',
      'os',
      'Win32_OperatingSystem',
      `${facts.os.build}${facts.os.revision === null ? '' : `.${facts.os.revision}`}`,
    ),
    entry(
      'restartPending',
      'restartPending',
      'Component Based Servicing\\RebootPending, ...',
      facts.restartPending.length === 0
        ? t('server:no')
        : facts.restartPending.map(({ source }) => t(`server:marker.${source}`)).join(', '),
      blocking.length > 0 ? 'toFix' : facts.restartPending.length > 0 ? 'toKnow' : 'done',
    ),
    entry(
      'feature',
      'defender.feature',
      'Get-WindowsOptionalFeature Windows-Defender',
      feature === null ? t('server:unknown') : t(`server:feature.${feature}`),
      feature === 'enabled' ? 'done' : feature === 'notPresent' ? undefined : 'toFix',
    ),
    entry('platform', 'defender.platformVersion', 'WinDefend ImagePath', or(facts.defender.platformVersion)),
    entry(
      'mode',
      'defender.runningMode',
      'Get-MpComputerStatus AMRunningMode',
      t(`server:said.${said.key}`, { ...said.values, mode: plain(said.values.mode) }),
    ),
    entry(
      'otherAntivirus',
      'otherAntivirus',
      'Get-Service',
      antivirus.length === 0
        ? none
        : [...new Set(antivirus.map(({ product, displayName }) => product?.name ?? displayName))].join(', '),
      antivirus.length > 0 ? 'toKnow' : 'done',
    ),
    entry(
      'onboardingState',
      'sensor.onboardingState',
      `${statusKey} OnboardingState`,
      numbered('onboardingState', facts.sensor.onboardingState),
    ),
    entry(
      'owners',
      'owners',
      'HKLM\\SOFTWARE\\Policies, Get-Service',
      facts.owners.length === 0
        ? none
        : facts.owners.map(({ kind }) => t(`server:owners.${kind}`)).join(', '),
      facts.owners.length > 0 ? 'toKnow' : 'done',
    ),
    entry('tenant', 'sensor.orgId', `${statusKey} OrgId`, or(facts.sensor.orgId)),
    entry(
      'lastContact',
      'sensor.lastConnectedAt',
      `${statusKey} LastConnected`,
      facts.sensor.lastConnectedAt === null ? none : times.moment(facts.sensor.lastConnectedAt),
    ),
    entry(
      'forcePassive',
      'policy.forceDefenderPassiveMode',
      `${passiveKey} ForceDefenderPassiveMode`,
      numbered('forcePassive', facts.policy.forceDefenderPassiveMode),
    ),
    entry(
      'tamper',
      'defender.tamperProtected',
      'Get-MpComputerStatus',
      yesNo(facts.defender.tamperProtected),
    ),
    entry('roles', 'roles', 'Get-WindowsFeature', facts.roles.length === 0 ? none : facts.roles.join(', ')),
    entry('domain', 'computer', 'Win32_ComputerSystem', facts.computer.domain ?? none),
    entry(
      'started',
      'boot.startedAt',
      'Win32_OperatingSystem LastBootUpTime',
      facts.boot.startedAt === null ? t('server:unknown') : times.moment(facts.boot.startedAt),
    ),
    entry(
      'sessions',
      'sessions',
      'quser',
      facts.sessions.length === 0 ? none : facts.sessions.map(({ user }) => user).join(', '),
    ),
    entry(
      'disk',
      'disk',
      'Win32_LogicalDisk',
      facts.disk === null
        ? t('server:unknown')
        : t('server:free', { drive: facts.disk.drive, size: number.format(facts.disk.freeBytes / gibibyte) }),
    ),
    entry('proxy', 'proxy', 'netsh winhttp show proxy', facts.proxy.winHttp ?? t('server:noProxy')),
    entry(
      'powershell',
      'powershell',
      '$PSVersionTable',
      `${facts.powershell.version}, ${plain(facts.powershell.languageMode)}`,
    ),
    entry('user', 'powershell', 'whoami', facts.powershell.user),
  ];
}

/** How many rows stand there before "Show all" is pressed. */
export const shortCount = 8;
