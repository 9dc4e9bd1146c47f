/** What something can be computed from, as a snapshot gives it. A path by itself stands for the contents of its file. */
export const SOURCES = {
  anything: '*',
  paths: '/',
  named: (name: string): string => `=${name}`,
  dropIns: (folderName: string): string => `.d ${folderName}`,
  mention: (mention: { readonly name: string }, word: string): string => `${mention.name}: ${word}`,
} as const;
