export * from './agreements.ts';
export * from './certificates.ts';
export * from './evidence.ts';
export * from './induction.ts';
export * from './learning.ts';
export * from './organisation.ts';
export * from './people.ts';
export * from './requirements.ts';
