/** What is used here of the browser's Trusted Types, which the DOM library of TypeScript does not know. */
interface TrustedTypesDoor {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string },
  ): { createHTML(text: string): string };
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesDoor;
  }
}

// The frame is sandboxed without scripts, so the text of main may be markup there and nowhere else.
const policy = window.trustedTypes?.createPolicy('gangway-report', { createHTML: (text) => text });

// Rules for paper differ from report to report, so the policy of the window cannot know their text; a screen shows none of them.
const paperRules = /<style>\s*@page[\s\S]*?<\/style>/;

/** Puts the report into its sandboxed frame. The page's policy refuses plain text as the content of a frame. */
export function reportMarkup(frame: HTMLIFrameElement, html: string): void {
  const text = html.replace(paperRules, '');
  frame.srcdoc = policy?.createHTML(text) ?? text;
}
