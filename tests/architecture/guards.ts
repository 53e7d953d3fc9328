import path from 'node:path';
import ts from 'typescript';
import type { Source } from './sources.ts';

/** Something that a request can reach, and the permission that it begins with; null when none. */
export type Entry = {
	/** The id of the route; `?/name` behind it is a form action, a method before it an endpoint. */
	key: string;
	permission: string | null;
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'];
const AUTHORISE = /^(?:(?:const|let)\s+[^=]+=\s*)?authorise\(\s*\w+,\s*'(\w+)'\s*\)/;
const CALL = /^(?:(?:const|let)\s+[^=]+=\s*)?(?:await\s+)?(\w+)\(\s*event\b/;

/** The id that SvelteKit gives to the route of a file, e.g. `/(staff)/account`. */
export function routeId(file: string): string {
	return path.posix.dirname(file).slice('src/routes'.length) || '/';
}

/** The loads, actions and endpoints of a file, with the permission that each begins with. */
export function entriesOf({ file, text }: Source): Entry[] {
	const code = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const id = routeId(file);
	return code.statements.flatMap((statement) =>
		exportsOf(statement).flatMap(({ name, value }): Entry[] => {
			if (name === 'actions') return actionsOf(value, id);
			if (name === 'load') return [{ key: id, permission: permissionOf(value) }];
			if (!METHODS.includes(name)) return [];
			const key = name === 'GET' ? id : `${name} ${id}`;
			return [{ key, permission: permissionOf(value) }];
		})
	);
}

function exportsOf(statement: ts.Statement): { name: string; value: ts.Node | undefined }[] {
	const isExported =
		ts.canHaveModifiers(statement) &&
		ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
	if (!isExported) return [];
	if (ts.isFunctionDeclaration(statement)) {
		return [{ name: statement.name?.text ?? '', value: statement }];
	}
	if (!ts.isVariableStatement(statement)) return [];
	return statement.declarationList.declarations.map(({ name, initializer }) => ({
		name: name.getText(),
		value: initializer
	}));
}

function actionsOf(value: ts.Node | undefined, id: string): Entry[] {
	const object = value && bare(value);
	if (!object || !ts.isObjectLiteralExpression(object)) {
		return [{ key: `${id}?/`, permission: null }];
	}
	return object.properties.map((property) => {
		const name = property.name?.getText() ?? '';
		const key = name === 'default' ? `${id}?/` : `${id}?/${name}`;
		const body = ts.isPropertyAssignment(property) ? property.initializer : property;
		return { key, permission: permissionOf(body) };
	});
}

/**
 * The permission in `authorise(event, '…')`, when that is what the function begins with, by itself
 * or through a function of the same file that it calls first and that begins so.
 */
function permissionOf(value: ts.Node | undefined): string | null {
	const node = value && bare(value);
	if (!node || !ts.isFunctionLike(node) || !('body' in node) || !node.body) return null;
	const first = (ts.isBlock(node.body) ? node.body.statements[0] : node.body)?.getText() ?? '';
	const permission = AUTHORISE.exec(first)?.[1];
	if (permission) return permission;
	const called = CALL.exec(first)?.[1];
	const own = node
		.getSourceFile()
		.statements.filter(ts.isFunctionDeclaration)
		.find(({ name }) => called && name?.text === called);
	return own && own !== node ? permissionOf(own) : null;
}

/** The expression itself, without `satisfies …`, `as …` and brackets. */
function bare(node: ts.Node): ts.Node {
	if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return bare(node.expression);
	return ts.isParenthesizedExpression(node) ? bare(node.expression) : node;
}
