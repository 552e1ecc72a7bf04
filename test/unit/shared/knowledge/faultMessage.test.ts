import { expect, it } from 'vitest';
import { faultMessage } from '../../../../shared/knowledge/faultMessage';

const fault = (message: string) =>
  `<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="2150858770" Machine="nord-fs03">${message}</f:WSManFault>`;

it.each([
  [
    '<f:Message>Le client ne peut pas se connecter &agrave; &quot;A &amp; B&quot;.</f:Message>',
    'Le client ne peut pas se connecter &agrave; "A & B".',
  ],
  [
    '<f:Message><f:ProviderFault provider="p" path="x.dll"><f:WSManFault Code="5"><f:Message>Zugriff\n verweigert </f:Message></f:WSManFault></f:ProviderFault></f:Message>',
    'Zugriff verweigert',
  ],
  ['<Message xml:lang="fr">Refusé</Message>', 'Refusé'],
])('%s is read by its tag', (message, text) => {
  expect(faultMessage(fault(message))).toBe(text);
});

it.each(['', 'Réponse inconnue', 'A <b> c', fault(''), fault('<f:Message> </f:Message>')])(
  '%s has no sentence by tag and stays as it is',
  (text) => {
    expect(faultMessage(text)).toBe(text);
  },
);
