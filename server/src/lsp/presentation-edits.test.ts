import { describe, expect, it } from 'vitest';
import { presentationFor } from './presentation.ts';

// In which forms clients take edits that make and rename files, as they really announce them.

describe('workspaceEdit', () => {
  const forms = (workspaceEdit: object, name?: string) => {
    const { edits } = presentationFor({ workspace: { workspaceEdit } }, undefined, name);
    return edits;
  };

  it('with operations on files has document changes, though they are not announced (Neovim)', () => {
    expect(forms({ resourceOperations: ['rename', 'create', 'delete'] })).toEqual({
      documentChanges: true,
      createFiles: 'operation',
      renameFiles: true,
    });
  });

  it('of Eglot makes files by edits', () => {
    const announced = { documentChanges: true };
    expect(forms(announced, 'Eglot')).toEqual({ documentChanges: true, createFiles: 'edit', renameFiles: false });
    expect(forms(announced)).toEqual({ documentChanges: true, createFiles: undefined, renameFiles: false });
  });
});
