import type { Say, TextKey } from '../locales/keys';
import type { Wishes } from '../model/wishes';
import { settings } from '../plan/settings';
import { isNativeEnough } from './configurationManager/configurationManager';
import { contentsFor } from './contents';
import type { ScriptTexts } from './files';
import { orderOf } from './plain/serverFolder';
import { exitCodes, type ExitName } from './result';
import type { EngineId, Wanted } from './wanted';

/** The engines that a guide of this form is made for: Group Policy has the steps of its console. */
export type GuidedEngine = Exclude<EngineId, 'groupPolicy'>;

/** What a README says of one hand-off beside its files, in the technician's language. */
export interface Guide {
  /** What happens on a server, in the order in which it happens. */
  readonly does: readonly string[];
  readonly before: readonly string[];
  readonly steps: readonly string[];
  readonly codes: readonly (readonly [code: number, means: string])[];
  /** How it is taken back, and how servers leave again. */
  readonly back: readonly string[];
}

/** What stands before the steps, and the steps, by the keys of their texts. */
const parts: Readonly<
  Record<GuidedEngine, { readonly before: readonly TextKey[]; readonly steps: readonly TextKey[] }>
> = {
  plain: {
    before: ['fleet:plain.before.1', 'fleet:plain.before.2', 'fleet:plain.before.3'],
    steps: [
      ...(['fleet:plain.steps.1', 'fleet:plain.steps.2', 'fleet:plain.steps.3'] as const),
      ...(['fleet:plain.steps.4', 'fleet:plain.steps.5'] as const),
    ],
  },
  configurationManager: {
    before: [
      ...(['fleet:configurationManager.before.1', 'fleet:configurationManager.before.2'] as const),
      ...(['fleet:configurationManager.before.3', 'fleet:configurationManager.before.4'] as const),
    ],
    steps: [
      ...(['fleet:configurationManager.steps.1', 'fleet:configurationManager.steps.2'] as const),
      ...(['fleet:configurationManager.steps.3', 'fleet:configurationManager.steps.4'] as const),
      ...(['fleet:configurationManager.steps.5', 'fleet:configurationManager.steps.6'] as const),
    ],
  },
  ansible: {
    before: [
      ...(['fleet:ansible.before.1', 'fleet:ansible.before.2'] as const),
      ...(['fleet:ansible.before.3', 'fleet:ansible.before.4'] as const),
    ],
    steps: [
      ...(['fleet:ansible.steps.1', 'fleet:ansible.steps.2', 'fleet:ansible.steps.3'] as const),
      ...(['fleet:ansible.steps.4', 'fleet:ansible.steps.5'] as const),
    ],
  },
};

const exitNames = Object.keys(exitCodes).filter((name): name is ExitName => Object.hasOwn(exitCodes, name));

/** The setting of a wish by its name on the screen. */
function nameOf(wish: keyof Wishes, t: Say): string {
  const setting = settings.find(({ wishes }) => wishes.includes(wish));
  return setting === undefined ? wish : t(`settings:name.${setting.id}`);
}

/** The settings that are carried out, each once. */
function settingNames(engine: EngineId, wanted: Wanted, t: Say): string[] {
  const wishes = wanted.parts.flatMap(({ family }) =>
    contentsFor(engine, wanted, family).flatMap(({ wish, content }) =>
      content.kind === 'notPossible' ? [] : [wish],
    ),
  );
  return [...new Set(wishes.map((wish) => nameOf(wish, t)))];
}

function doings(engine: EngineId, wanted: Wanted, scripts: ScriptTexts, t: Say): string[] {
  const { steps } = orderOf(engine, wanted, scripts);
  const updates = steps
    .filter(({ step }) => step === 'prerequisites')
    .map(({ id }) => id.replace(/^(update|step)-/, ''));
  const names = settingNames(engine, wanted, t);
  const has = (id: string): boolean => steps.some((step) => step.id === id);
  return [
    ...(updates.length > 0
      ? [t('fleet:readme.step.prerequisites', { names: [...new Set(updates)].join(', ') })]
      : []),
    ...(has('install-sensor') ? [t('fleet:readme.step.install')] : []),
    ...(names.length > 0 ? [t('fleet:readme.step.settings', { names: names.join(', ') })] : []),
    ...(wanted.direction === 'remove' ? [] : [t(`fleet:readme.step.${wanted.direction}`)]),
    ...(has('remove-sensor') ? [t('fleet:readme.step.remove')] : []),
    t('fleet:readme.again'),
    t('fleet:readme.alone'),
  ];
}

/** What a person does with the files, in order. */
export const guideSteps = (t: Say, engine: GuidedEngine, values: { readonly share: string }): string[] =>
  parts[engine].steps.map((key) => t(key, { ...values }));

/** The guide of a hand-off, made for this choice. */
export function guideOf(t: Say, engine: GuidedEngine, wanted: Wanted, scripts: ScriptTexts): Guide {
  const { share, direction } = wanted;
  const native = isNativeEnough(wanted) ? 'native' : 'notNative';
  return {
    does: doings(engine, wanted, scripts, t),
    before: [
      ...(engine === 'configurationManager' ? [t(`fleet:configurationManager.${native}`)] : []),
      ...parts[engine].before.map((key) => t(key, { share })),
    ],
    steps: guideSteps(t, engine, { share }),
    codes: exitNames.map((name) => [exitCodes[name], t(`fleet:code.${name}`)]),
    back: [
      t(`fleet:${engine}.back`),
      t(direction === 'onboard' ? 'fleet:readme.backOnboard' : 'fleet:readme.backOther', {
        // As the page calls them, where they are chosen.
        onboard: t('handoff:direction.onboard.name'),
        offboard: t('handoff:direction.offboard.name'),
        remove: t('handoff:direction.remove.name'),
      }),
    ],
  };
}
