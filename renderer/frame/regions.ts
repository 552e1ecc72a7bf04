const regions = ['.gw-practice', '.gw-rail', '.gw-header', '.gw-content', '.gw-inspector', '.gw-footer'];
const reachable = 'a[href], button, input, select, textarea, [tabindex="0"], h1[tabindex]';

/** Moves the keyboard to the next (1) or previous (-1) region of the window that has something to reach. */
export function moveRegion(direction: 1 | -1): void {
  const stops = regions.flatMap((selector) => {
    const region = document.querySelector(selector);
    // The way back to the overview stands above the steps, but the rail is entered at its step.
    const steps = region?.querySelector('.gw-rail-groups') ?? null;
    const stop = (steps && firstStop(steps)) ?? (region === null ? undefined : firstStop(region));
    return region === null || stop === undefined ? [] : [{ region, stop }];
  });
  const here = stops.findIndex(({ region }) => region.contains(document.activeElement));
  const next = here < 0 ? 0 : (here + direction + stops.length) % stops.length;
  stops[next]?.stop.focus();
}

/** The first element of a region that Tab would reach; roving lists keep all but one of theirs at -1. */
function firstStop(region: Element): HTMLElement | undefined {
  return [...region.querySelectorAll(reachable)].find(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      (element.tabIndex >= 0 || element.tagName === 'H1') &&
      element.offsetParent !== null,
  );
}
