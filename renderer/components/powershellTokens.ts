/** A piece of PowerShell text and what it is; `plain` is everything without a colour of its own. */
export type PowershellToken = {
  kind: 'plain' | 'keyword' | 'parameter' | 'string' | 'variable' | 'comment';
  text: string;
};

// Order matters: a comment or string swallows what looks like a variable inside it. Here-strings end only at
// the start of a line, as the language demands.
const pattern = new RegExp(
  [
    /(?<comment><#[\s\S]*?(?:#>|$)|(?<![\w$`-])#[^\n]*)/,
    /(?<string>@'\r?\n[\s\S]*?(?:\r?\n'@|$)|@"\r?\n[\s\S]*?(?:\r?\n"@|$)|'(?:[^']|'')*'|"(?:[^"`]|`[\s\S]|"")*")/,
    /(?<variable>\$\{[^{}]*\}|\$(?:\w+:)?\w+|\$[?$^])/,
    /(?<parameter>(?<=[\s(])-[A-Za-z]\w*)/,
    /(?<keyword>\b(?:begin|break|catch|continue|do|dynamicparam|else|elseif|end|exit|finally|for|foreach|function|if|in|param|process|return|switch|throw|trap|try|until|while)\b(?![-.])|\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\b)/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
);

/** Splits PowerShell text for highlighting. Joined, the tokens are the text again; it never fails. */
export function powershellTokens(code: string): PowershellToken[] {
  const tokens: PowershellToken[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: code.slice(end, match.index) });
    tokens.push({ kind: kindOf(match.groups ?? {}), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ kind: 'plain', text: code.slice(end) });
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>): PowershellToken['kind'] {
  if (groups.comment !== undefined) return 'comment';
  if (groups.string !== undefined) return 'string';
  if (groups.variable !== undefined) return 'variable';
  return groups.parameter !== undefined ? 'parameter' : 'keyword';
}
