const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/**
 * The sentence inside a fault of remote management, which comes as XML: what stands between its `Message` tags, whatever
 * language it is in. A text that is no such fault, or has no sentence, stays as it is.
 */
export function faultMessage(text: string): string {
  if (!/^\s*</.test(text)) return text;
  const plain = betweenTags(text)
    ?.replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain === undefined || plain === '' ? text : plain;
}

/** From the first opening tag to the last closing one; sought one after the other, so that no text takes long. */
function betweenTags(text: string): string | undefined {
  const open = /<(?:\w+:)?Message(?:\s[^<>]*)?>/.exec(text);
  const close = [...text.matchAll(/<\/(?:\w+:)?Message>/g)].at(-1);
  if (open === null || close === undefined) return undefined;
  return text.slice(open.index + open[0].length, close.index);
}
