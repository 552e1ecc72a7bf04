import fc from 'fast-check';
import { it } from 'vitest';
import { scriptText } from '../../../main/handoff/scripts';
import { configurationManager } from '../../../shared/handoff/configurationManager/configurationManager';
import type { HandOff } from '../../../shared/handoff/files';
import type { Order } from '../../../shared/handoff/plain/order';
import { plain } from '../../../shared/handoff/plain/plain';
import { wantedSchema } from '../../../shared/handoff/wanted';
import { deviceTagSchema, noWishes } from '../../../shared/model/wishes';
import { wantedHandOff } from '../../fixtures/handOff';
import { holds } from './holds';

const pieces = [
  '&',
  '<',
  '"',
  "'",
  ']]>',
  '$()',
  '$(calc)',
  '`',
  '\\',
  '\u2019',
  '日本',
  '😀',
  ' ',
  '{{ x }}',
  '*',
  '[a]',
  '%PATH%',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 3 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join('').trim());
const file = (made: HandOff, path: string): string => {
  const content = made.files.find((one) => one.path === path)?.content;
  return typeof content === 'string' ? content : '';
};
const sent = (order: Pick<Order, 'steps'>): unknown =>
  order.steps
    .filter(({ id }) => id === 'set-deviceTag')
    .map(({ params }) => JSON.parse(params) as unknown)[0];

it('names and tags come back from every file of the engines as they were given', async () => {
  await holds(
    fc.property(text, text, (name, tag) => {
      const wanted = { ...wantedHandOff, name, wishes: { ...noWishes, deviceTag: tag } };
      fc.pre(wantedSchema.safeParse(wanted).success && deviceTagSchema.safeParse(tag).success && tag !== '');
      const script = plain(wanted, scriptText);
      const order = JSON.parse(file(script, 'handoff.json')) as Order;
      const expected = JSON.parse(file(script, 'detect/expected.json')) as { name: string };
      const application = configurationManager(wanted, scriptText);
      const named = JSON.parse(file(application, 'application.json')) as { name: string };
      const detection = file(application, 'detection/2019.ps1');
      const inside = /\$expected = '([A-Za-z0-9+/=]+)'/.exec(detection)?.[1] ?? '';
      const read = JSON.parse(Buffer.from(inside, 'base64').toString('utf8')) as { name: string };
      return (
        JSON.stringify(sent(order)) === JSON.stringify({ values: [{ name: 'deviceTag', value: tag }] }) &&
        [order.name, expected.name, read.name].every((one) => one === name) &&
        named.name === `${name} (onboard)` &&
        /^[\x20-\x7e\r\n]*$/.test(detection)
      );
    }),
    200,
  );
});
