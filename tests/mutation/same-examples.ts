import fc from 'fast-check';

/**
 * Each property runs many thousand times here: so with fewer examples, always the same, for half a
 * second at most, and without looking for the smallest one that fails.
 */
fc.configureGlobal({
	numRuns: 25,
	seed: 20_261_121,
	endOnFailure: true,
	interruptAfterTimeLimit: 500,
	markInterruptAsFailure: false
});
