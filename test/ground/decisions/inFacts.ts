import { join, relative } from 'node:path';
import ts from 'typescript';
import { FactPaths, withoutBrackets } from './factPaths';
import { type DecisionValue, Gathered, type Literal } from './value';

const root = join(import.meta.dirname, '../../..');
/** Pages of the report only repeat facts, and arithmetic on versions is the same for every fact. */
const deciding = /^(?:shared|main)\/(?!practice\/|report\/|version\.ts)/;

const comparing = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
const joining = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken]);

/**
 * Every fact with a literal that the product compares it with, read from the syntax and the types of its code: `===` and its
 * like, `switch`, `includes`, a pattern, a function that answers yes or no or a number, a fact that stands as a
 * condition itself, and a rule (`{ fact: 'policy.latency', reads: 'demo' }`). A comparison of two facts, or of a fact with what a person chose, is none: it names no value.
 */
export function decisionsInFacts(): DecisionValue[] {
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }: ts.Diagnostic): never => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'main/tsconfig.json'),
    { noEmit: true },
    host,
  );
  if (config === undefined) throw new Error('main/tsconfig.json cannot be read');
  const program = ts.createProgram(config.fileNames, config.options);
  const checker = program.getTypeChecker();
  const paths = new FactPaths(checker);
  const files = program
    .getSourceFiles()
    .map((source) => ({ source, file: relative(root, source.fileName).replaceAll('\\', '/') }))
    .filter(({ file }) => deciding.test(file));
  const calls = files.flatMap(({ source }) => callsIn(source));
  // A parameter may be handed on: again until nothing new is learnt.
  while (calls.map((call) => paths.hand(call)).some((isNew) => isNew));
  const found = new Gathered();
  for (const { source, file } of files)
    lookThrough(source, { checker, paths, tell: (path, value) => found.add(path, value, file) });
  return found.all();
}

/** The calls below a node, the outer ones first. */
function callsIn(node: ts.Node): ts.CallExpression[] {
  const found = ts.isCallExpression(node) ? [node] : [];
  ts.forEachChild(node, (child) => {
    found.push(...callsIn(child));
  });
  return found;
}

interface Look {
  readonly checker: ts.TypeChecker;
  readonly paths: FactPaths;
  readonly tell: (path: string, value: Literal) => void;
}

function lookThrough(node: ts.Node, look: Look): void {
  if (ts.isBinaryExpression(node) && comparing.has(node.operatorToken.kind)) {
    compare(node.left, node.right, look);
    compare(node.right, node.left, look);
  } else if (ts.isBinaryExpression(node) && joining.has(node.operatorToken.kind)) {
    condition(node.left, look);
    condition(node.right, look);
  } else if (ts.isIfStatement(node)) condition(node.expression, look);
  else if (ts.isConditionalExpression(node)) condition(node.condition, look);
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    condition(node.operand, look);
  else if (ts.isCaseClause(node)) compare(node.parent.parent.expression, node.expression, look);
  else if (ts.isCallExpression(node)) call(node, look);
  else if (ts.isObjectLiteralExpression(node)) rule(node, look);
  ts.forEachChild(node, (child) => {
    lookThrough(child, look);
  });
}

function compare(fact: ts.Expression, other: ts.Expression, { checker, paths, tell }: Look): void {
  const facts = paths.of(fact);
  // Types are asked for last: to find them takes most of the time.
  if (facts.length > 0)
    for (const value of literalsOf(other, checker)) for (const path of facts) tell(path, value);
}

function condition(given: ts.Expression, { checker, paths, tell }: Look): void {
  const node = withoutBrackets(given);
  const facts = paths.of(node);
  if (facts.length === 0) return;
  const type = checker.getTypeAtLocation(node);
  const isBoolean = (type.isUnion() ? type.types : [type]).some(
    ({ flags }) => (flags & ts.TypeFlags.BooleanLike) !== 0,
  );
  for (const path of facts) tell(path, isBoolean ? true : null);
}

/** `fact.includes('x')`, `pattern.test(fact)`, and a function that answers yes, no or a number, as `older(fact, '4.18')`. */
function call(node: ts.CallExpression, look: Look): void {
  const { expression: callee, arguments: given } = node;
  if (ts.isPropertyAccessExpression(callee)) {
    for (const one of given) {
      compare(callee.expression, one, look);
      compare(one, callee.expression, look);
    }
    return;
  }
  if (!given.some((one) => look.paths.of(one).length > 0)) return;
  const answer = look.checker.getTypeAtLocation(node).flags;
  if ((answer & (ts.TypeFlags.BooleanLike | ts.TypeFlags.NumberLike)) === 0) return;
  for (const fact of given) for (const other of given) if (fact !== other) compare(fact, other, look);
}

/** A rule that names its fact and its value; one about the entries of a list begins with the name of that list. */
function rule(node: ts.ObjectLiteralExpression, { checker, tell }: Look): void {
  const [fact] = propertyOf(node, 'fact', checker);
  if (typeof fact !== 'string') return;
  const entry = ts.isPropertyAssignment(node.parent) ? node.parent : undefined;
  const inList =
    entry?.name.getText() === 'where' && ts.isObjectLiteralExpression(entry.parent)
      ? propertyOf(entry.parent, 'some', checker).map((list) => `${String(list)}.`)
      : [];
  for (const form of ['is', 'reads', 'atLeast'])
    for (const value of propertyOf(node, form, checker)) tell(`serverState.${inList.join('')}${fact}`, value);
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string, checker: ts.TypeChecker): Literal[] {
  const found = node.properties.find((one) => one.name?.getText() === name);
  if (found === undefined) return [];
  if (ts.isPropertyAssignment(found)) return literalsOf(found.initializer, checker);
  const held = ts.isShorthandPropertyAssignment(found)
    ? checker.getShorthandAssignmentValueSymbol(found)
    : undefined;
  const type = held && checker.getTypeOfSymbolAtLocation(held, found);
  return type !== undefined && (type.isStringLiteral() || type.isNumberLiteral()) ? [type.value] : [];
}

/** The values that an expression names: a literal, a pattern, or a constant that holds one. */
function literalsOf(given: ts.Expression, checker: ts.TypeChecker): Literal[] {
  const node = withoutBrackets(given);
  if (node.kind === ts.SyntaxKind.NullKeyword) return [null];
  if (ts.isRegularExpressionLiteral(node)) return [node.text];
  const type = checker.getTypeAtLocation(node);
  if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
  if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0) return [checker.typeToString(type) === 'true'];
  const declared = ts.isIdentifier(node) ? constantOf(node, checker) : undefined;
  return declared !== undefined && ts.isRegularExpressionLiteral(declared) ? [declared.text] : [];
}

function constantOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Expression | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return undefined;
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const declared = (isAlias ? checker.getAliasedSymbol(symbol) : symbol).valueDeclaration;
  return declared !== undefined && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
}
