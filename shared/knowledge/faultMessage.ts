const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/**
 * The sentence inside a fault of remote management, which comes as XML: what stands between its `Message` tags, whatever
 * language it is in. A text that is no such fault, or has no sentence, stays as it is.
 */
export function faultMessage(text: string): string {
  if (!/^\s*</.test(text)) return text;
  const inner = /<(?:\w+:)?Message(?:\s[^>]*)?>([\s\S]*)<\/(?:\w+:)?Message>/.exec(text)?.[1];
  const plain = inner
    ?.replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain === undefined || plain === '' ? text : plain;
}
