import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { literalTexts } from './literal-texts.ts';

const found = (markup: string) => literalTexts(parse(markup, { modern: true }).fragment);

test.each([
	['<p>Save</p>', ['Save']],
	['<p>保存</p>', ['保存']],
	['<button aria-label="Close">×</button>', ['Close']],
	['<input placeholder="Name" name="name">', ['Name']],
	['<img alt={`Card ${n}`} src="x.png">', ['Card']],
	['{#if a}<b>yes</b>{:else}<i>no</i>{/if}', ['yes', 'no']],
	['{#each list as x}<li>item {x}</li>{:else}nothing{/each}', ['item', 'nothing']],
	["<p>{open ? 'Hide' : 'Show'}</p>", ['Hide', 'Show']],
	["<p>{name || 'nobody'}</p>", ['nobody']],
	['<Field label="Owner" />', ['Owner']],
	['{#snippet row()}<td>Cell</td>{/snippet}', ['Cell']],
	['{#await p}wait{:then v}ok{:catch e}bad{/await}', ['wait', 'ok', 'bad']],
	['{#key a}<p>again</p>{/key}', ['again']],
	['<svelte:head><title>Board</title></svelte:head>', ['Board']],
	['<svelte:boundary>{#snippet failed()}<p>Oh</p>{/snippet}</svelte:boundary>', ['Oh']]
])('%s is words in the markup', (markup, expected) => {
	expect(found(markup)).toEqual(expected);
});

test.each([
	["<p>{t('board.title')}</p>"],
	['<p class="text-sm" data-state="open">{count} · {total} / 100%</p>'],
	['<input name="owner" type="text" autocomplete="username">'],
	["<p>{t(open ? 'common.close' : 'common.open')}</p>"],
	['<span translate="no">Ctrl</span>'],
	['<h1>Minuteboard</h1>'],
	['<svelte:element this={"style"}>{on ? `p{color:red}` : ""}</svelte:element>'],
	['<input placeholder="https://">'],
	['<style>p { color: red }</style><!-- a note -->']
])('%s is not', (markup) => {
	expect(found(markup)).toEqual([]);
});
