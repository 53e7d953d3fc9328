import {
	agreements,
	conditions,
	externalCertificates,
	modules,
	roles
} from '../catalogue/index.ts';

/** Something to choose from a list. */
export type RequirementChoice = { value: string; text: string; group?: string };

/** What a requirement can be made of, as a form offers it. */
export function requirementChoices(): Record<
	'roles' | 'items' | 'conditions',
	RequirementChoice[]
> {
	const titled = (list: readonly { key: string; title: string }[]) =>
		list.map(({ key, title }) => ({ value: key, text: title }));
	const items = [
		...modules().map(({ slug, title }) => ['module', slug, title, 'Modules']),
		...agreements().map(({ slug, title }) => ['agreement', slug, title, 'Agreements']),
		...externalCertificates().map(({ key, title }) => {
			return ['external', key, title, 'Certificates from elsewhere'];
		})
	].map(([kind, key, text = '', group = '']) => ({ value: `${kind}:${key}`, text, group }));
	return { roles: titled(roles()), items, conditions: titled(conditions()) };
}
