/**
 * The catalogue: what the content folder holds, as the server sees it. It knows the answers and
 * the consequences, so no component imports it.
 */
export {
	agreements,
	cardOf,
	citedAlthoughReplaced,
	conditions,
	conditionTitle,
	externalCertificates,
	findAgreement,
	findExternalCertificate,
	findItem,
	findLesson,
	findModule,
	findScenario,
	findStep,
	helplines,
	inductionProgramme,
	inductionProgrammes,
	itemTitle,
	lawFacts,
	moduleFingerprint,
	modules,
	postKinds,
	profiles,
	profileTitle,
	quizOf,
	returnToWork,
	roles,
	roleTitle,
	standardRequirements,
	type ItemCard
} from './catalogue.ts';
export { renderAgreement, renderLesson, renderTextForm, type RenderedAgreement } from './render.ts';
export {
	currentVersion,
	TEXT_FORMS,
	type Agreement,
	type AgreementVersion,
	type TextForm
} from '../../rules/content/agreement.ts';
export type { ActionCard } from '../../rules/content/card.ts';
export type { Condition } from '../../rules/content/conditions.ts';
export type { ExternalCertificate } from '../../rules/content/external-certificates.ts';
export type { Item } from '../../rules/content/fields.ts';
export type { Helpline } from '../../rules/content/helplines.ts';
export type {
	InductionProgramme,
	InductionStage,
	InductionStep
} from '../../rules/content/induction.ts';
export {
	fillLinked,
	fillPlain,
	paragraphs,
	type LinkedText,
	type Local,
	type LocalPost
} from '../../rules/content/local.ts';
export type {
	CourseStep,
	LessonStep,
	Module,
	ModuleChange,
	ModuleStep,
	Outcome,
	QuizStep,
	ScenarioStep,
	Source
} from '../../rules/content/module.ts';
export type { LawFact, Superseded } from '../../rules/content/law-facts.ts';
export type { PostKind } from '../../rules/content/posts.ts';
export type { Profile } from '../../rules/content/profiles.ts';
export {
	questionForPerson,
	type Option,
	type Question,
	type QuestionForPerson,
	type Quiz
} from '../../rules/content/quiz.ts';
export type {
	Nation,
	StandardRequirement,
	StandardReturnToWork
} from '../../rules/content/requirements.ts';
export type { Role } from '../../rules/content/roles.ts';
export {
	decisionForPerson,
	END,
	findDecision,
	type Choice,
	type ChoiceForPerson,
	type Decision,
	type DecisionForPerson,
	type Scenario
} from '../../rules/content/scenario.ts';
