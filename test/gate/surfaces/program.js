import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';

/** Everything that is declared in src, as the compiler understands it, and which declarations reach which. */
export class Program {
  #sources;
  #checker;
  /** Object literals' members by the interface that they fill. */
  #filled = new Map();

  /** @param {string} root the folder of the project */
  constructor(root) {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(
      { ...config, include: ['src'] },
      ts.sys,
      root,
    );
    const paths = { '#*.js': [join(root, 'src', '*.ts')] };
    const program = ts.createProgram(fileNames, { ...options, baseUrl: root, paths, skipLibCheck: true });
    this.#checker = program.getTypeChecker();
    const inside = join(root, 'src') + sep;
    this.#sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(inside));
    for (const source of this.#sources) this.#index(source);
    this.root = root;
  }

  /** Methods with one of the decorators, each with its class. */
  *methods(decorators) {
    for (const source of this.#sources)
      for (const statement of source.statements)
        if (ts.isClassDeclaration(statement))
          for (const member of statement.members)
            for (const decorator of ts.getDecorators(member) ?? []) {
              const name = calledName(decorator);
              if (decorators.includes(name)) yield { owner: statement, member, decorator: name };
            }
  }

  /** The declaration of that name at the top of a file. */
  find(file, name) {
    const path = join(this.root, file);
    if (!existsSync(path)) return undefined;
    const source = this.#sources.find(({ fileName }) => fileName === path);
    return source?.statements
      .flatMap((each) => (ts.isVariableStatement(each) ? [...each.declarationList.declarations] : [each]))
      .find((each) => each.name?.getText() === name);
  }

  /** Whether what runs in the declaration can come to the target: through functions, members and what fills interfaces. */
  reaches(from, target, seen = new Set()) {
    if (from === target) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    let found = false;
    const visit = (node) => {
      if (found || ts.isTypeNode(node) || ts.isDecorator(node)) return;
      if (ts.isIdentifier(node))
        found = this.#declarationsOf(node).some((each) => this.reaches(each, target, seen));
      else ts.forEachChild(node, visit);
    };
    ts.forEachChild(from, visit);
    return found;
  }

  #declarationsOf(identifier) {
    const declared = (this.#symbolOf(identifier)?.declarations ?? []).filter((each) =>
      this.#sources.includes(each.getSourceFile()),
    );
    return declared.flatMap((each) => {
      if (!isMember(each)) return runs(each) ? [each] : [];
      if (!this.#isAsked(identifier)) return [];
      return ts.isPropertySignature(each) || ts.isMethodSignature(each)
        ? (this.#filled.get(each) ?? [])
        : [each];
    });
  }

  /** Members that are called, or load what they hold when they are asked: data alone comes to no function. */
  #isAsked(identifier) {
    const type = this.#checker.getTypeAtLocation(identifier);
    return type.getCallSignatures().length > 0 || type.symbol?.name === 'DataLoader';
  }

  #symbolOf(identifier) {
    const symbol = ts.isShorthandPropertyAssignment(identifier.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(identifier.parent)
      : this.#checker.getSymbolAtLocation(identifier);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #index(node) {
    if (ts.isObjectLiteralExpression(node)) {
      const type = this.#checker.getContextualType(node);
      for (const member of type ? node.properties : []) {
        const name = member.name?.getText();
        for (const signature of (name && type.getProperty(name)?.declarations) || [])
          this.#filled.set(signature, [...(this.#filled.get(signature) ?? []), member]);
      }
    }
    ts.forEachChild(node, (child) => this.#index(child));
  }
}

function isMember(node) {
  return (
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node)
  );
}

function runs(node) {
  return ts.isFunctionLike(node) || (ts.isVariableDeclaration(node) && node.initializer !== undefined);
}

/** The name of a decorator that is called, as all of type-graphql's are. */
function calledName({ expression }) {
  return ts.isCallExpression(expression) ? expression.expression.getText() : undefined;
}

/** The type that `@Resolver(() => Type)` of a class names. */
export function resolvedType(owner) {
  for (const { expression } of ts.getDecorators(owner) ?? [])
    if (ts.isCallExpression(expression) && expression.expression.getText() === 'Resolver') {
      const [first] = expression.arguments;
      if (first && ts.isArrowFunction(first)) return first.body.getText();
    }
  return undefined;
}
