import type { TargetView } from '../../../shared/bridge/session';

/** How a list of servers can be ordered. `added`: as they were added; `read`: the last one read first. */
export const orders = ['added', 'name', 'read'] as const;
export type Order = (typeof orders)[number];

/** What a person narrows a list of servers by. A server must have every tag and every word. */
export interface Narrowing {
  readonly words: string;
  readonly tags: readonly string[];
  readonly order: Order;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The servers that fit, in order. `wordsOf` gives more words that a server is found by, as the page shows them. */
export function narrow(
  views: readonly TargetView[],
  { words, tags, order }: Narrowing,
  wordsOf: (view: TargetView) => string,
): TargetView[] {
  const wanted = words.trim().toLowerCase().split(/\s+/);
  const fits = (view: TargetView): boolean => {
    const hasTags = tags.every((tag) => view.tags.some((own) => same(own, tag)));
    if (!hasTags || wanted.join('') === '') return hasTags;
    const address = view.target.kind === 'remote' ? view.target.address : '';
    const text = [view.target.name, address, ...view.tags, wordsOf(view)].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const found = views.filter(fits);
  if (order === 'name')
    return found.sort((a, b) =>
      a.target.name.localeCompare(b.target.name, undefined, { numeric: true, sensitivity: 'base' }),
    );
  if (order === 'read')
    return found.sort((a, b) => (b.factsAt ?? b.lastReadAt ?? 0) - (a.factsAt ?? a.lastReadAt ?? 0));
  return found;
}

/** Every tag in use with the number of its servers, in order. */
export function tagsInUse(views: readonly TargetView[]): { readonly tag: string; readonly count: number }[] {
  const known = new Map<string, { tag: string; count: number }>();
  for (const tag of views.flatMap((view) => view.tags)) {
    const entry = known.get(tag.toLowerCase()) ?? { tag, count: 0 };
    known.set(tag.toLowerCase(), { ...entry, count: entry.count + 1 });
  }
  return [...known.values()].sort((a, b) => a.tag.localeCompare(b.tag, undefined, { numeric: true }));
}
