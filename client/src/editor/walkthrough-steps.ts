/** The steps of the walkthrough, each of which package.json has complete by the context key `systemd.walkthrough.` and its name. */
export const WALKTHROUGH_STEPS = ['sample', 'error', 'fix', 'activate', 'request', 'reply', 'idle', 'remove'] as const;

export type WalkthroughStep = (typeof WALKTHROUGH_STEPS)[number];
