import { render } from 'svelte/server';
import { findAgreement, findModule } from '../lib/server/catalogue/index.ts';
import AgreementPage from './AgreementPage.svelte';
import List from './List.svelte';
import ModulePage from './ModulePage.svelte';
import type { Notes, PreviewPage } from './page.ts';
import { readerOf } from './reader.ts';
import { everything, shownAgreement, shownModule } from './shown.ts';

/** The page of a module or an agreement; the list of all for every other address. */
export async function view(address: URL, notes: Notes): Promise<PreviewPage> {
	const [, kind, slug = ''] = address.pathname.split('/');
	const reader = readerOf(address.searchParams);
	const module = kind === 'modules' ? findModule(slug) : undefined;
	if (module) {
		const shown = await shownModule(module, reader);
		return page(200, render(ModulePage, { props: { shown, reader, notes } }));
	}
	const agreement = kind === 'agreements' ? findAgreement(slug) : undefined;
	if (agreement) {
		const shown = await shownAgreement(agreement, reader);
		return page(200, render(AgreementPage, { props: { shown, reader, notes } }));
	}
	const missing = address.pathname === '/' ? null : address.pathname;
	const list = render(List, { props: { ...everything(), missing, notes } });
	return page(missing === null ? 200 : 404, list);
}

/** What Svelte renders says its parts only when it is asked for them. */
function page(status: number, { head, body }: { head: string; body: string }): PreviewPage {
	return { status, head, body };
}
