import './jitless';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createClient, failureOfRequest } from './client';
import { chooseLanguage, loadAllTexts, startFirstTexts } from './i18n';
import { followSession } from './mirror';
import type { Failure } from '../shared/errors';
import { NoDoor } from './frame/session/noDoor';
import { openTransport } from './transports';
import './styles/base.css';

/** A failure whose words are there. Main that answered gives them; where it does not come, there is no way to it, which the first texts say. */
async function withWords(failure: Failure): Promise<Failure> {
  if (failure.code === 'internal') return failure;
  return loadAllTexts().then(
    () => failure,
    () => ({ ...failure, code: 'internal' }),
  );
}

/** Opens the carrier, takes the session over, then shows the app; without a way to main it says so and stops. */
async function start(root: HTMLElement): Promise<void> {
  const view = createRoot(root);
  const texts = startFirstTexts(chooseLanguage(navigator.languages));
  try {
    const client = createClient(await openTransport());
    // The three do not need each other, and each costs a round trip before anything is shown.
    const [hello] = await Promise.all([client.hello({}), followSession(client), texts]);
    view.render(
      <StrictMode>
        <App door={{ client, hello }} />
      </StrictMode>,
    );
  } catch (error) {
    await texts;
    view.render(<NoDoor failure={await withWords(failureOfRequest(error))} />);
  }
}

const root = document.getElementById('root');
if (root) await start(root);
