import { expect, it } from 'vitest';
import { LANGUAGES } from '../core/new-units/languages.ts';
import { PROGRAM_LANGUAGES } from './new-service.ts';

it('has the languages of core, and what each can do', () => {
  expect(PROGRAM_LANGUAGES).toEqual(
    LANGUAGES.map(({ id, title, suffix, programs }) => ({ id, title, suffix, listens: programs.server !== undefined })),
  );
});
