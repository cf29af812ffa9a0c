// Reads what the source files import, with TypeScript's own parser for scripts and Svelte's for components, so that
// comments, strings and markup cannot be taken for imports.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import ts from 'typescript';

/** Where an import leads: a file of the project (path below root), a package, a module of Node, or one that a tool makes up. */
export type Target =
	| { kind: 'file'; path: string }
	| { kind: 'package'; name: string }
	| { kind: 'node'; name: string }
	| { kind: 'made-up'; name: string };

/**
 * `type` imports vanish when the file runs (only `import type`, not `import { type X }`, whose module is still loaded);
 * `lazy` ones are calls of `import()`.
 */
export type Import = { target: Target; when: 'load' | 'lazy' | 'type'; line: number };

export type SourceFile = { path: string; imports: Import[] };

/** Something a rule looks for inside a file: what was written, and where. */
export type Finding = { path: string; line: number; what: string };

/** Makes a project's specifiers into targets: `exists` says which files there are, `aliases` are package.json's imports. */
export type Resolver = { exists: (path: string) => boolean; aliases: Readonly<Record<string, string>> };

/**
 * Every file of the project that git tracks or would track. Without git (an unpacked archive) all files outside the
 * folders that .gitignore names.
 */
export function listProjectFiles(root: string): string[] {
	try {
		const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore']
		});
		return output.split('\0').filter((path) => path !== '' && existsSync(posix.join(root, path)));
	} catch {
		const ignored = new Set([
			'node_modules',
			'build',
			'.svelte-kit',
			'data',
			'test-results',
			'playwright-report',
			'.git'
		]);
		const walk = (folder: string): string[] =>
			readdirSync(posix.join(root, folder)).flatMap((name) => {
				const path = posix.join(folder, name);
				if (!statSync(posix.join(root, path)).isDirectory()) return [path];
				return ignored.has(name) ? [] : walk(path);
			});
		return walk('');
	}
}

/** The imports of one file. Files that are neither script nor component have none. */
export function readSourceFile(path: string, text: string, resolver: Resolver): SourceFile {
	const imports = scriptsOf(path, text).flatMap(({ script, firstLine }) =>
		readImports(path, script, resolver).map((each) => ({ ...each, line: each.line + firstLine }))
	);
	return { path, imports: [...imports, ...readMarkupImports(path, text, resolver)] };
}

/**
 * Visits every syntax node of a file's scripts, with its line. Expressions in a component's markup are not visited.
 */
export function visitScripts(path: string, text: string, visit: (node: ts.Node, line: number) => void): void {
	for (const { script, firstLine } of scriptsOf(path, text)) {
		const file = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, scriptKind(path));
		const walk = (node: ts.Node): void => {
			visit(node, firstLine + file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1);
			ts.forEachChild(node, walk);
		};
		walk(file);
	}
}

/** Where a component puts text into the page as HTML, by `{@html …}`. */
export function findRawHtml(path: string, text: string): Finding[] {
	if (!path.endsWith('.svelte')) return [];
	const found: Finding[] = [];
	walkMarkup(parse(text, { modern: true }).fragment, (node) => {
		if (node['type'] === 'HtmlTag')
			found.push({ path, line: lineAt(text, Number(node['start'])), what: '{@html}' });
	});
	return found;
}

export function isScript(path: string): boolean {
	return /\.(ts|mts|js|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts');
}

type Script = { script: string; firstLine: number };

function scriptsOf(path: string, text: string): Script[] {
	if (isScript(path)) return [{ script: text, firstLine: 0 }];
	if (!path.endsWith('.svelte')) return [];
	const { instance, module } = parse(text, { modern: true });
	return [module, instance].flatMap((block) => {
		// Svelte's tree says where the script stands; the types leave the positions of the program out.
		const content = block?.content as { start: number; end: number } | undefined;
		if (!content) return [];
		return [{ script: text.slice(content.start, content.end), firstLine: lineAt(text, content.start) - 1 }];
	});
}

function readImports(path: string, script: string, resolver: Resolver): Import[] {
	const file = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, scriptKind(path));
	const found: Import[] = [];
	const add = (specifier: ts.Node | undefined, when: Import['when']): void => {
		if (!specifier || !ts.isStringLiteralLike(specifier)) return;
		const line = file.getLineAndCharacterOfPosition(specifier.getStart(file)).line + 1;
		found.push({ target: resolve(path, specifier.text, resolver), when, line });
	};
	const walk = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node))
			add(
				node.moduleSpecifier,
				node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'load'
			);
		else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'load');
		else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
			add(node.moduleReference.expression, node.isTypeOnly ? 'type' : 'load');
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
			add(node.argument.literal, 'type');
		else if (ts.isCallExpression(node) && isLoader(node.expression)) add(node.arguments[0], 'lazy');
		ts.forEachChild(node, walk);
	};
	walk(file);
	return found;
}

/** `import(…)`, `require(…)`, and Vite's and Vitest's ways to name a module. */
function isLoader(callee: ts.Expression): boolean {
	return (
		callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
	);
}

function readMarkupImports(path: string, text: string, resolver: Resolver): Import[] {
	if (!path.endsWith('.svelte')) return [];
	const found: Import[] = [];
	walkMarkup(parse(text, { modern: true }).fragment, (node) => {
		const source = node['source'] as { value?: unknown } | undefined;
		if (node['type'] === 'ImportExpression' && typeof source?.value === 'string')
			found.push({
				target: resolve(path, source.value, resolver),
				when: 'lazy',
				line: lineAt(text, Number(node['start']))
			});
	});
	return found;
}

function walkMarkup(part: AST.Fragment | object, visit: (node: Record<string, unknown>) => void): void {
	const node = part as Record<string, unknown>;
	if (typeof node['type'] === 'string') visit(node);
	for (const value of Object.values(node)) {
		if (Array.isArray(value))
			value.forEach((each) => each !== null && typeof each === 'object' && walkMarkup(each as object, visit));
		else if (value !== null && typeof value === 'object') walkMarkup(value, visit);
	}
}

/** Follows a specifier the way Node, Vite and SvelteKit do. */
export function resolve(from: string, specifier: string, { exists, aliases }: Resolver): Target {
	const bare = specifier.replace(/\?.*$/, '');
	if (bare.startsWith('./') || bare.startsWith('../')) {
		const path = posix.normalize(posix.join(posix.dirname(from), bare));
		if (posix.basename(path).startsWith('$')) return { kind: 'made-up', name: bare };
		return { kind: 'file', path: findFile(path, exists) };
	}
	if (bare.startsWith('#') || bare === '$lib' || bare.startsWith('$lib/')) {
		const aliased = followAlias(bare, { '$lib/*': './src/lib/*', ...aliases });
		if (aliased) return { kind: 'file', path: findFile(aliased, exists) };
	}
	if (isBuiltin(bare)) return { kind: 'node', name: bare.replace(/^node:/, '') };
	if (/^[$#]|^virtual:/.test(bare)) return { kind: 'made-up', name: bare };
	const [scope = '', name = ''] = bare.split('/');
	return { kind: 'package', name: bare.startsWith('@') ? `${scope}/${name}` : scope };
}

function followAlias(specifier: string, aliases: Readonly<Record<string, string>>): string | null {
	for (const [pattern, target] of Object.entries(aliases)) {
		const [before = '', after] = pattern.split('*');
		if (after === undefined ? specifier === pattern : specifier.startsWith(before))
			return posix.normalize(target.replace('*', specifier.slice(before.length)));
	}
	return null;
}

function findFile(path: string, exists: (path: string) => boolean): string {
	const candidates = [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, '.ts')];
	return candidates.find((each) => exists(each)) ?? path;
}

function scriptKind(path: string): ts.ScriptKind {
	return /\.(m|c)?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
}

function lineAt(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}

/** Reads and parses all of them. */
export function readSourceFiles(root: string, paths: readonly string[]): SourceFile[] {
	const present = new Set(paths);
	const { imports } = JSON.parse(readFileSync(posix.join(root, 'package.json'), 'utf8')) as {
		imports: Record<string, string>;
	};
	const resolver: Resolver = { exists: (path) => present.has(path), aliases: imports };
	return paths
		.filter((path) => isScript(path) || path.endsWith('.svelte'))
		.map((path) => readSourceFile(path, readFileSync(posix.join(root, path), 'utf8'), resolver));
}
