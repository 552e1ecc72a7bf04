import type { Say } from '../../../shared/locales/keys';
import type { Knowledge } from '../../../shared/steps/assessment';
import { cloudTest } from '../../../shared/model/probes/cloudTest';
import type { PlanItem } from '../../../shared/plan/plan';
import { changesConnectivity, joining } from '../../../shared/plan/situation';
import type { ActionFlag, ActionRowContent } from '../../components/actionRow';
import { filesToSend } from '../../../shared/plan/actions/kitFiles';
import { installScriptReason } from '../../../shared/checks/prerequisites';
import { usualSpan } from '../../run/usualSpan';

/** Bytes as a person reads them: megabytes, below one of them kilobytes. */
function size(bytes: number, locale: string): string {
  const large = bytes >= 1024 ** 2;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: large && bytes < 10 * 1024 ** 2 ? 1 : 0,
  }).format(Math.max(bytes / (large ? 1024 ** 2 : 1024), 1));
}

/** A tenant in a row: both ends, the middle left out. The parameters beside it have it whole. */
const shortTenant = (orgId: string): string => `${orgId.slice(0, 8)}…${orgId.slice(-4)}`;

/** What Take off takes back with this action; undefined where it changes something anew. */
const takenBack = ({ situation: { journey, inputs } }: Knowledge, { id }: PlanItem) =>
  journey === 'takeOff' ? inputs.afterwards.takeBack.find(({ action }) => action === id) : undefined;

/** What an action does here, with the values of this server where it has some. */
function detailOf(t: Say<'plan'>, item: PlanItem, known: Knowledge, locale: string): string {
  const { facts, inputs, kit } = known.situation;
  const back = takenBack(known, item);
  if (back !== undefined) return t('detail.takeBack', { before: back.before });
  const usual = t(`actions:${item.id}.detail`);
  if (!item.needed && item.id === 'test-connectivity') {
    // An earlier test makes it already so. The row says how long ago, by the server's own clock.
    const { at } = cloudTest(facts);
    const minutes = at === null ? 0 : Math.max(0, Math.round((facts.readAt - at) / 60_000));
    return at === null ? usual : t('detail.tested', { minutes });
  }
  if (!item.needed) return usual;
  if (item.id === 'send-kit') {
    const files = filesToSend(known.situation);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return files.length === 0 ? usual : t('detail.files', { count: files.length, size: size(bytes, locale) });
  }
  if (item.id === 'update-platform' && kit.installation?.details.kind === 'installation') {
    const to = kit.installation.details.platformVersion;
    const from = facts.defender.platformVersion;
    if (to === null) return usual;
    return from === null ? t('detail.to', { to }) : t('detail.version', { from, to });
  }
  if (item.id === 'install-sensor' && kit.installation?.details.kind === 'installation') {
    const key = installScriptReason(facts) !== null ? 'script' : (inputs.wishes.mode ?? 'active');
    const version = kit.installation.details.productVersion;
    return t(`detail.${key}`, { file: kit.installation.name, version });
  }
  if (item.id === 'set-mode')
    return inputs.wishes.mode === 'passive' ? 'ForceDefenderPassiveMode = 1' : t('detail.unset');
  if (item.id === 'onboard' && changesConnectivity(known.situation)) {
    const to = facts.policy.connectivity === 'streamlined' ? 'standard' : 'streamlined';
    const from = to === 'standard' ? 'streamlined' : 'standard';
    return t('detail.connectivity', { from: t(`connectivity.${from}`), to: t(`connectivity.${to}`) });
  }
  const joins = joining(known.situation);
  if (item.id === 'onboard' && joins !== null) return t('detail.tenant', { orgId: shortTenant(joins.orgId) });
  return usual;
}

function flagOf(t: Say<'plan'>, item: PlanItem, known: Knowledge): ActionFlag {
  const { action } = item;
  if (item.blocked)
    return { kind: 'none', text: t(item.hindered === null ? 'flag.blocked' : 'flag.hindered') };
  if (!item.needed) return { kind: 'none', text: t('flag.already') };
  if (action.oneWay) return { kind: 'oneWay', text: t('flag.oneWay') };
  if (action.restart === 'yes') {
    const { from, to } = usualSpan(known.situation.facts);
    return { kind: 'restart', text: t('flag.restart', { from: from / 60_000, to: to / 60_000 }) };
  }
  if (action.restart === 'maybe') return { kind: 'restart', text: t('flag.maybe') };
  if (action.takeBack !== undefined) return { kind: 'undo', text: t('flag.undo') };
  return { kind: 'none', text: t('flag.none') };
}

/** The expected minutes of an action as text; nothing for one that is already so. */
function minutesText(t: Say<'plan'>, item: PlanItem): string | undefined {
  if (!item.needed) return undefined;
  const [from, to] = item.action.minutes;
  return t('minutes', { from, to });
}

/**
 * An item of the plan as a row. `agreed` are the keys of the plan that was confirmed before, or null: what is not among
 * them is marked as new. `locale` is for numbers.
 */
export function planRow(
  t: Say<'plan'>,
  item: PlanItem,
  known: Knowledge,
  agreed: readonly string[] | null,
  locale: string,
): ActionRowContent {
  const detail = detailOf(t, item, known, locale);
  const isNew = agreed !== null && item.needed && !agreed.includes(item.key);
  return {
    id: item.id,
    title:
      takenBack(known, item) === undefined
        ? t(`actions:${item.id}.title`)
        : t('takeBack', { change: t(`actions:${item.id}.ledger`) }),
    detail: isNew ? t('detail.changed', { detail }) : detail,
    flag: flagOf(t, item, known),
    minutes: minutesText(t, item),
    state: item.blocked ? 'toFix' : item.needed ? 'ahead' : 'done',
  };
}
