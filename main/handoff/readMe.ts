import type { HandOff } from '../../shared/handoff/files';
import { wqlOf } from '../../shared/handoff/families';
import { argumentsFor, powerShell } from '../../shared/handoff/groupPolicy/scheduledTask';
import type { Wanted } from '../../shared/handoff/wanted';
import type { Say } from '../../shared/locales/keys';
import type { EngineId } from '../../shared/model/handOff';
import { html, type Html } from '../report/html';
import { settingOf } from '../../shared/plan/settings';
import { guideOf } from '../../shared/handoff/guide';
import { stepsThen } from '../../shared/handoff/stepsThen';
import { scriptText } from './scripts';

/** A file as it is written, with what proves it. */
export interface Written {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly holds: HandOff['files'][number]['holds'];
}

const manualSteps = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** The ten steps of Microsoft's page (onboard-windows-servers), by the labels of the console, filled with what is wanted here. */
function byHand(t: Say, { direction, share, parts }: Wanted): Html | null {
  const first = parts[0];
  if (direction === 'remove' || first === undefined) return null;
  const values = { program: powerShell, arguments: argumentsFor(share), query: wqlOf(first.family) };
  return html`<h2>${t('handoff:manual.title')}</h2>
    <ol>
      ${manualSteps.map((step) => html`<li>${t(`handoff:manual.groupPolicy.${step}`, values)}</li>`)}
    </ol>
    ${parts.map(
      ({ family }) =>
        html`<p>${t(`handoff:form.family.${family}`)}</p>
          <pre>${wqlOf(family)}</pre>`,
    )}`;
}

/** What an engine without a console of its own is told: what happens, what is needed before, how the script ends, and the way back. */
function guided(t: Say, engine: EngineId, wanted: Wanted): Html | null {
  if (engine === 'groupPolicy') return null;
  const { does, before, codes, back } = guideOf(t, engine, wanted, scriptText);
  const list = (lines: readonly string[]) =>
    html`<ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
  return html`<h2>${t('fleet:readme.does')}</h2>
    ${list(does)}
    <h2>${t('fleet:readme.before')}</h2>
    ${list(before)}
    <h2>${t('fleet:readme.codes')}</h2>
    <table>
      <tr>
        <th>${t('fleet:readme.code')}</th>
        <th>${t('fleet:readme.means')}</th>
      </tr>
      ${codes.map(
        ([code, means]) =>
          html`<tr>
            <td>${code}</td>
            <td>${means}</td>
          </tr>`,
      )}
    </table>
    <h2>${t('fleet:readme.back')}</h2>
    ${list(back)}`;
}

/** The README of a hand-off, made for what was chosen, in the technician's language. */
export function readMeText(
  t: Say,
  {
    engine,
    wanted,
    handOff,
    files,
    version,
    practice,
  }: {
    readonly engine: EngineId;
    readonly wanted: Wanted;
    readonly handOff: HandOff;
    readonly files: readonly Written[];
    readonly version: string;
    readonly practice: boolean;
  },
): string {
  const left = handOff.leftOut.map(({ wish, family, because }) => {
    const on =
      family === null ? '' : ` ${t('handoff:leftOut.on', { family: t(`handoff:form.family.${family}`) })}`;
    return html`<li>
      ${t(`settings:name.${settingOf(wish).id}`)}${on}: ${t(`handoff:because.${because}`)}
    </li>`;
  });
  const steps = stepsThen(t, engine, wanted.direction, wanted);
  return html`<!doctype html>
    <html lang="${wanted.language}">
      <head>
        <meta charset="utf-8" />
        <title>${wanted.name}</title>
      </head>
      <body>
        <h1>${wanted.name}</h1>
        <p>
          ${t(`handoff:engine.${engine}.name`)}. ${t(`handoff:direction.${wanted.direction}.name`)}.
          ${t('handoff:readMe.about', { version })}
        </p>
        ${practice ? html`<p><strong>${t('handoff:readMe.practice')}</strong></p>` : null}
        <h2>${t('handoff:thenTitle')}</h2>
        <ol>
          ${steps.map((step) => html`<li>${step}</li>`)}
        </ol>
        <h2>${t('handoff:notesTitle')}</h2>
        <ul>
          ${handOff.notes.map(({ id, values }) => html`<li>${t(`handoff:note.${id}`, values)}</li>`)}
        </ul>
        ${
          engine === 'groupPolicy' && wanted.direction !== 'remove'
            ? html`<h2>${t('handoff:rights.title')}</h2>
                <p>${wanted.share}: ${t('handoff:rights.files')}</p>
                ${wanted.results === null ? null : html`<p>${wanted.results}: ${t('handoff:rights.results')}</p>`}`
            : null
        }
        ${
          left.length === 0
            ? null
            : html`<h2>${t('handoff:leftOut.title')}</h2>
                <ul>
                  ${left}
                </ul>`
        }
        ${engine === 'groupPolicy' ? byHand(t, wanted) : guided(t, engine, wanted)}
        <h2>${t('handoff:readMe.files')}</h2>
        <table>
          <tr>
            <th>${t('handoff:readMe.path')}</th>
            <th>${t('handoff:readMe.bytes')}</th>
            <th>${t('handoff:readMe.sha256')}</th>
            <th>${t('handoff:readMe.holds')}</th>
          </tr>
          ${files.map(
            ({ path, bytes, sha256, holds }) =>
              html`<tr>
                <td>${path}</td>
                <td>${bytes}</td>
                <td><code>${sha256}</code></td>
                <td>${t(`handoff:readMe.holdsOf.${holds}`)}</td>
              </tr>`,
          )}
        </table>
      </body>
    </html> `.text;
}
