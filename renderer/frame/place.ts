import { useCallback, useSyncExternalStore } from 'react';
import { targetIdSchema } from '../../shared/model/target';
import { journeyIds, stepIds, type JourneyId, type StepId } from '../../shared/model/journeys';

/** The views of Kits: the kits for sites, one that is put together, the library, and the folder for Server 2008 R2. */
const kitsViews = ['kits', 'build', 'library', 'toolFolder'] as const;
export type KitsView = (typeof kitsViews)[number];

/** Where the window is. `add`: where a server is named that shall be onboarded. `several`: where many are decided for at once. `kits`: the files for servers, and what is carried to a site; `logs`: what files say without a server. `handoff`: a plan for many servers by other tools; `results`: what a fleet told of its servers; `of` names the server whose plan it is, or `real` or `practice` for a list without a plan. `step: null` means the step on which the server stands. */
export type Place =
  | { readonly kind: 'home' }
  | { readonly kind: 'practice' }
  | { readonly kind: 'add' }
  | { readonly kind: 'kits'; readonly view: KitsView }
  | { readonly kind: 'logs'; readonly view: 'cause' | 'timeline' }
  | { readonly kind: 'overview'; readonly targetId: string }
  | { readonly kind: 'several'; readonly practice: boolean }
  | { readonly kind: 'handoff'; readonly of: string }
  | { readonly kind: 'results'; readonly practice: boolean }
  | {
      readonly kind: 'server';
      readonly targetId: string;
      readonly journey: JourneyId;
      readonly step: StepId | null;
    };

/** Opens a server: on its overview, or at the step where it stands in a journey (Onboard, where none is named). */
export type OpenServer = (targetId: string, where?: 'overview' | JourneyId) => void;

const home: Place = { kind: 'home' };

/** The place named by the fragment of an address; anything unknown is home. `#target=` comes from a restart as administrator. */
export function parsePlace(fragment: string): Place {
  const started = /^#target=(.+)$/.exec(fragment)?.[1];
  const [first = '', second, third] =
    started === undefined ? fragment.replace(/^#\/?/, '').split('/') : [started];
  if (first === 'practice' || first === 'add') return { kind: first };
  if (first === 'kits') return { kind: first, view: kitsViews.find((view) => view === second) ?? 'kits' };
  if (first === 'logs') return { kind: first, view: second === 'timeline' ? second : 'cause' };
  if (first === 'several' || first === 'results') return { kind: first, practice: second === 'practice' };
  if (first === 'handoff') {
    const of = targetIdSchema.safeParse(second).data;
    return { kind: first, of: of ?? (second === 'practice' ? second : 'real') };
  }
  const targetId = targetIdSchema.safeParse(first);
  if (!targetId.success) return home;
  if (second === 'overview') return { kind: second, targetId: targetId.data };
  // Addresses of Onboard have never named it: there the word is its step of that name.
  const named = journeyIds.find((id) => id !== 'onboard' && id === second);
  const journey = named ?? 'onboard';
  const step = named === undefined ? second : third;
  return {
    kind: 'server',
    targetId: targetId.data,
    journey,
    // Whether it stands on this rail is asked where the rails are loaded: the first page needs none.
    step: stepIds.find((id) => id === step) ?? null,
  };
}

function fragmentOf(place: Place): string {
  if (place.kind === 'home') return '#/';
  if (place.kind === 'practice' || place.kind === 'add') return `#/${place.kind}`;
  if (place.kind === 'kits') return `#/kits/${place.view}`;
  if (place.kind === 'logs') return `#/logs${place.view === 'cause' ? '' : '/timeline'}`;
  if (place.kind === 'several' || place.kind === 'results')
    return `#/${place.kind}${place.practice ? '/practice' : ''}`;
  if (place.kind === 'handoff') return `#/handoff/${place.of}`;
  if (place.kind === 'overview') return `#/${place.targetId}/overview`;
  const journey = place.journey === 'onboard' ? '' : `/${place.journey}`;
  return `#/${place.targetId}${journey}${place.step === null ? '' : `/${place.step}`}`;
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
};
const current = () => window.location.hash;

/** The place, kept in the address so that a reloaded page opens where it was, and the way to another. */
export function usePlace(): readonly [Place, (place: Place) => void] {
  const fragment = useSyncExternalStore(subscribe, current);
  const go = useCallback((next: Place) => {
    window.location.hash = fragmentOf(next);
  }, []);
  return [parsePlace(fragment), go];
}
