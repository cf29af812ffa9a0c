import type { AST } from 'svelte/compiler';

/** Attributes and component properties that people read or hear. */
const readAloud =
	/^(alt|title|placeholder|label|text|hint|description|heading|message|aria-(label|description|placeholder|roledescription|valuetext))$/;

/**
 * The human words that stand in a component's markup instead of in a message: text between tags, read-aloud
 * attributes, and texts written inside their expressions. `translate="no"` on an element excuses what is in it (a
 * name, a code sample).
 */
export function literalTexts(node: AST.Fragment | AST.TemplateNode | Attribute): string[] {
	if (isUntranslated(node) || isStyle(node)) return [];
	if (node.type === 'Text') return words(node.data);
	if (node.type === 'ExpressionTag') return wordsOfExpression(node.expression);
	if (node.type === 'Attribute') {
		if (!readAloud.test(node.name) || node.value === true) return [];
		return [node.value].flat().flatMap((part) => literalTexts(part));
	}
	return childrenOf(node).flatMap((child) => literalTexts(child));
}

/** The product's name, the example of a department code (T5 of the forms) and web addresses need no translation. */
const sameEverywhere = /Minuteboard|\bMKT\b|[a-z]+:\/\/[^\s\p{Script=Han}]*/gu;

type Attribute = AST.Attribute;
type Expression = AST.ExpressionTag['expression'];

function isUntranslated(node: object): boolean {
	return (
		'attributes' in node &&
		(node.attributes as Attribute[]).some(
			(attribute) =>
				attribute.type === 'Attribute' &&
				attribute.name === 'translate' &&
				[attribute.value].flat().some((part) => part !== true && part.type === 'Text' && part.data === 'no')
		)
	);
}

/** A style sheet made at run time, `<svelte:element this="style">`. */
function isStyle(node: object): boolean {
	return (
		'tag' in node &&
		(node.tag as Expression).type === 'Literal' &&
		(node.tag as { value: unknown }).value === 'style'
	);
}

/** Markup below a node: its fragments (also those of blocks: then, else, fallback) and its plain attributes. */
function childrenOf(node: object): (AST.Fragment | AST.TemplateNode | Attribute)[] {
	const values = Object.entries(node).flatMap(([name, value]) =>
		name === 'nodes' || name === 'attributes' ? (value as unknown[]) : [value]
	);
	return values.filter(isMarkup);
}

function isMarkup(value: unknown): value is AST.Fragment | AST.TemplateNode | Attribute {
	if (typeof value !== 'object' || value === null || !('type' in value)) return false;
	return (
		value.type === 'Fragment' ||
		value.type === 'Text' ||
		value.type === 'ExpressionTag' ||
		value.type === 'Attribute' ||
		'fragment' in value ||
		'body' in value ||
		'consequent' in value ||
		'pending' in value
	);
}

/** Texts that an expression may give: a plain one, either side of a choice, the fixed parts of a template. */
function wordsOfExpression(expression: Expression): string[] {
	switch (expression.type) {
		case 'Literal':
			return typeof expression.value === 'string' ? words(expression.value) : [];
		case 'TemplateLiteral':
			return expression.quasis.flatMap((part) => words(part.value.raw));
		case 'ConditionalExpression':
			return [...wordsOfExpression(expression.consequent), ...wordsOfExpression(expression.alternate)];
		case 'LogicalExpression':
			return [...wordsOfExpression(expression.left as Expression), ...wordsOfExpression(expression.right)];
		default:
			return [];
	}
}

function words(text: string): string[] {
	return /\p{L}/u.test(text.replaceAll(sameEverywhere, '')) ? [text.trim()] : [];
}
