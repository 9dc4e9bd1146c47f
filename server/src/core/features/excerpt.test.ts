import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { excerpt } from './excerpt.ts';

function shown(text: string): string | undefined {
  const found = excerpt(sceneOf('/w/a.service', text).file);
  return found && english(found);
}

it('has what a file says, without comments and [Install]', () => {
  expect(shown('# A\n[Unit]\nDescription=B\n\n[Service]\n\n; C\nNice=1\n[Install]\nWantedBy=a.target\n')).toBe(
    '```systemd-unit\n[Unit]\nDescription=B\n[Service]\nNice=1\n```',
  );
});

it('is cut, in lines and in length', () => {
  const lines = shown(`[Service]\n${'Nice=1\n'.repeat(20)}`)!.split('\n');
  expect(lines).toHaveLength(15);
  expect(lines.at(-2)).toBe('…');
  expect(shown(`[Service]\nA=${'b'.repeat(200)}\n`)!.split('\n')[2]).toHaveLength(101);
});

it('is not ended by backticks of the file', () => {
  expect(shown('[Unit]\nDescription=```\n')!.split('\n').at(-1)).toBe('````');
});

it('of a file that says nothing is none', () => expect(shown('# A\n')).toBeUndefined());
