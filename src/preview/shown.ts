import { reading } from '../lib/rules/content/reading.ts';
import {
	agreements,
	cardOf,
	END,
	fillLinked,
	fillPlain,
	findScenario,
	helplines,
	modules,
	paragraphs,
	quizOf,
	renderAgreement,
	renderLesson,
	renderTextForm,
	TEXT_FORMS,
	type Agreement,
	type Choice,
	type Module,
	type ModuleStep
} from '../lib/server/catalogue/index.ts';
import { markdownFiles } from '../lib/server/catalogue/files.ts';
import type { Reader } from './reader.ts';

/** Everything that can be looked at. */
export function everything() {
	const line = ({ slug, title, draft }: { slug: string; title: string; draft: boolean }) => ({
		slug,
		title,
		draft
	});
	return { modules: modules().map(line), agreements: agreements().map(line) };
}

/** A module as its author sees it: all of it, with every answer and every consequence. */
export async function shownModule(module: Module, reader: Reader) {
	const say = (text: string) => fillPlain(text, reader.local);
	const steps = await Promise.all(module.steps.map((step) => shownStep(module, step, reader)));
	const card = cardOf(module.slug);
	const panel = Object.entries(reader.local.posts);
	return {
		module,
		words: steps.reduce((sum, { words }) => sum + words, 0),
		steps,
		questions: (quizOf(module.slug)?.questions ?? []).map((question) => ({
			...question,
			text: say(question.text),
			outcome: outcomeText(module, question.outcome),
			options: question.options.map((option) => ({
				...option,
				text: say(option.text),
				feedback: say(option.feedback)
			}))
		})),
		card: card && {
			...card,
			steps: card.steps.map(say),
			posts: panel.flatMap(([key, post]) => (post && card.posts.includes(key) ? [post] : [])),
			helplines: helplines().filter(({ key }) => card.helplines.includes(key))
		}
	};
}

export type ShownModule = Awaited<ReturnType<typeof shownModule>>;
export type ShownStep = ShownModule['steps'][number];
export type ShownScenario = NonNullable<ShownStep['scenario']>;

async function shownStep(module: Module, step: ModuleStep, reader: Reader) {
	const head = { name: step.name, kind: step.kind, title: step.title, minutes: step.minutes };
	const outcomes = step.kind === 'quiz' ? [] : step.outcomes.map((key) => outcomeText(module, key));
	if (step.kind !== 'lesson') {
		const scenario = step.kind === 'scenario' ? shownScenario(module, step.name, reader) : null;
		return { ...head, outcomes, html: null, words: 0, grade: 0, scenario };
	}
	const html = await renderLesson(module.slug, step.name, reader.local, reader.nation);
	const file = `/content/modules/${module.slug}/lessons/${step.file}.md`;
	const { words, grade } = reading(markdownFiles[file] ?? '');
	return { ...head, outcomes, html, words, grade, scenario: null };
}

function shownScenario({ slug }: Module, name: string, { local }: Reader) {
	const scenario = findScenario(slug, name);
	if (!scenario) throw new Error(`There is no scenario ${name} in ${slug}.`);
	const say = (text: string) => paragraphs(text).map((one) => fillLinked(one, local));
	const places = new Map(scenario.decisions.map(({ key }, index) => [key, index + 1]));
	return {
		name,
		setup: say(scenario.setup),
		debrief: say(scenario.debrief),
		decisions: scenario.decisions.map((decision, index) => ({
			number: index + 1,
			isStart: decision.key === scenario.start,
			situation: decision.situation === null ? [] : say(decision.situation),
			question: fillPlain(decision.question, local),
			choices: decision.choices.map((choice) => ({
				...choice,
				text: fillPlain(choice.text, local),
				consequence: say(choice.consequence),
				leads: leadsTo(choice, places)
			}))
		}))
	};
}

/** Where a choice leads: the number of a decision, the end, or back to choose again. */
function leadsTo({ next }: Choice, places: ReadonlyMap<string, number>) {
	if (next === null) return 'again' as const;
	return next === END ? ('end' as const) : (places.get(next) ?? ('end' as const));
}

function outcomeText({ outcomes }: Module, key: string): string {
	return outcomes.find((outcome) => outcome.key === key)?.text ?? key;
}

/** An agreement with each of its versions in every form it has. */
export async function shownAgreement(agreement: Agreement, { local }: Reader) {
	const versions = agreement.versions.map(async (version) => {
		const { html } = await renderAgreement(agreement.slug, version.version, local);
		const forms = TEXT_FORMS.map(async ({ key, title }) => ({
			title,
			html: await renderTextForm(agreement.slug, version.version, key, local)
		}));
		return { ...version, html, forms: (await Promise.all(forms)).filter((form) => form.html) };
	});
	return { agreement, versions: (await Promise.all(versions)).reverse() };
}

export type ShownAgreement = Awaited<ReturnType<typeof shownAgreement>>;
