import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../..');

/** Schemas of what a server answers. A property that is declared there is a fact, whatever a function calls it. */
const factFiles = ['model/facts', 'model/probes/cloudTest', 'kit/packageTrust', 'model/packages'].map(
  (name) => join(root, `shared/${name}.ts`),
);
/** Of those, what is of Gangway's own making: its records, its library and its verdicts are no answers of Windows. */
const own =
  /^(?:runSummary|lease|package|refusedFile|verdict|signature|serverState\.(?:lease|unreadable|kit|runs|readAt|disk)|packageDetails\.(?:kind|scriptName|variant)|eventFact\.(?:log|at))(?:$|\.)/;

/**
 * Every name that a schema of these files gives a property. To ask the compiler what a name means takes most of the time, so that
 * nobody asks about a name that can be no fact.
 */
const factNames: ReadonlySet<string> = new Set(
  factFiles.flatMap((file) =>
    propertyNames(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)),
  ),
);

function propertyNames(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) found.push(node.name.getText(source));
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** Methods that give back the same value in another dress. */
const dressing = new Set(['trim', 'toLowerCase', 'toUpperCase', 'toString']);

/** Finds the facts that an expression reads, by where their properties are declared. */
export class FactPaths {
  readonly #checker: ts.TypeChecker;
  /** A fact keeps its name where it is handed to a function: the facts that each parameter stands for. */
  readonly #handed = new Map<ts.Symbol, Set<string>>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** Learns what the parameters of a function of the product stand for. True where something new was learnt. */
  hand(call: ts.CallExpression): boolean {
    const facts = call.arguments.map((given) => this.of(given));
    // Which function is called is asked last: to find out takes most of the time.
    if (facts.every((paths) => paths.length === 0)) return false;
    const declared = this.#checker.getResolvedSignature(call)?.declaration;
    if (declared === undefined || !('parameters' in declared) || !('body' in declared)) return false;
    let isNew = false;
    for (const [index, paths] of facts.entries()) {
      const name = declared.parameters[index]?.name;
      const symbol =
        name !== undefined && ts.isIdentifier(name) ? this.#checker.getSymbolAtLocation(name) : undefined;
      if (symbol === undefined) continue;
      const known = this.#handed.get(symbol) ?? new Set();
      const size = known.size;
      for (const path of paths) known.add(path);
      if (known.size > 0) this.#handed.set(symbol, known);
      isNew ||= known.size > size;
    }
    return isNew;
  }

  /** The facts that an expression reads: none, one, or several where a parameter stands for several. */
  of(given: ts.Expression): readonly string[] {
    const node = withoutBrackets(given);
    if (ts.isPropertyAccessExpression(node))
      return factNames.has(node.name.text) ? pathOf(this.#checker.getSymbolAtLocation(node.name)) : [];
    if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => this.of(one));
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
      return this.of(node.left);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      return dressing.has(node.expression.name.text) ? this.of(node.expression.expression) : [];
    return ts.isIdentifier(node) ? this.#ofName(node) : [];
  }

  #ofName(node: ts.Identifier): readonly string[] {
    const symbol = this.#checker.getSymbolAtLocation(node);
    const declared = symbol?.valueDeclaration;
    if (symbol === undefined || declared === undefined) return [];
    if (ts.isBindingElement(declared)) {
      const name = (declared.propertyName ?? declared.name).getText();
      return factNames.has(name)
        ? pathOf(this.#checker.getTypeAtLocation(declared.parent).getProperty(name))
        : [];
    }
    if (ts.isVariableDeclaration(declared) && declared.initializer !== undefined)
      return this.of(declared.initializer);
    return [...(this.#handed.get(symbol) ?? [])];
  }
}

function pathOf(symbol: ts.Symbol | undefined): readonly string[] {
  const declared = symbol?.declarations?.find(
    (one) => ts.isPropertyAssignment(one) && factFiles.includes(one.getSourceFile().fileName),
  );
  const parts: string[] = [];
  for (
    let node: ts.Node | undefined = declared;
    node !== undefined && !ts.isSourceFile(node);
    node = node.parent
  ) {
    if (ts.isPropertyAssignment(node)) parts.unshift(node.name.getText());
    if (ts.isVariableDeclaration(node)) parts.unshift(node.name.getText().replace(/Schema$/, ''));
  }
  const path = parts.join('.');
  return path === '' || own.test(path) ? [] : [path];
}

/** An expression without the brackets around it. */
export function withoutBrackets(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutBrackets(node.expression) : node;
}
