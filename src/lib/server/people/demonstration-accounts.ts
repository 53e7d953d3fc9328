/** The accounts of the demonstration, in the order in which the sign-in page offers them. */
export type DemonstrationAccount = { email: string; label: string; description: string };

/** Public on purpose: it opens nothing but the made-up organisation of the demonstration. */
export const DEMONSTRATION_PASSWORD = 'harbour-lane-demo';

export const demonstrationAccounts: readonly DemonstrationAccount[] = [
	account(
		'starter',
		'New starter',
		'First week: training to begin, an agreement to sign, induction'
	),
	account('tutor', 'Tutor', 'All done, and one certificate that runs out in three weeks: renew it'),
	account('volunteer', 'Volunteer', 'Did everything once, and all of it has run out since'),
	account('trustee', 'Trustee', 'What the board has to know, and nothing more'),
	account('ict', 'ICT officer', 'Up to date, with certificates to show and check'),
	account('manager', 'Team manager', 'Who in the team is behind, and induction steps to confirm'),
	account('lead', 'Safeguarding lead', 'The whole organisation and its gaps'),
	account('admin', 'Administrator', 'Everything the lead sees, for whoever runs the platform'),
	account('auditor', 'Auditor', 'Reads the figures and what lies behind them, changes nothing')
];

function account(mailbox: string, label: string, description: string): DemonstrationAccount {
	return { email: `${mailbox}@harbourlane.example`, label, description };
}
