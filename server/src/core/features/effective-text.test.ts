import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { effectiveText, type Origin } from './effective-text.ts';

/** The lines of the effective unit, each with the file that it comes from and what stands there. */
function effective(path: string, text: string, others: Record<string, string>): string[] | undefined {
  const { snapshot, file } = sceneOf(path, text, others);
  return effectiveText(snapshot, file)?.lines.map(({ text: line, origin }) => {
    if (!origin) return line;
    const { from, to } = origin.range;
    return `${line} <- ${origin.file.path}: ${origin.file.text.slice(from, to)}`;
  });
}

describe('the effective unit', () => {
  it('has what is in effect, in the order of reading, with its origin', () => {
    const fragment = '[Service]\nExecStart=/bin/a\nType=exec\nNope=1\n\n[Unit]\nAfter=a.target\n';
    const others = {
      '/w/a.service.d/x.conf': '[Service]\nExecStart=\nExecStart=/bin/b\nType = oneshot\n[Unit]\nAfter=b.target\n',
    };
    expect(effective('/w/a.service', fragment, others)).toEqual([
      '[Service]',
      'ExecStart=/bin/b <- /w/a.service.d/x.conf: ExecStart=/bin/b',
      'Type=oneshot <- /w/a.service.d/x.conf: Type = oneshot',
      '',
      '[Unit]',
      'After=a.target <- /w/a.service: After=a.target',
      'After=b.target <- /w/a.service.d/x.conf: After=b.target',
    ]);
  });

  it('of a drop-in is that of its unit, and a drop-in for many units has none', () => {
    const others = { '/w/a.service': '[Service]\nExecStart=/bin/a\n' };
    expect(effective('/w/a.service.d/x.conf', '[Service]\nType=exec\n', others)?.at(-1)).toContain('Type=exec');
    expect(effective('/w/service.d/x.conf', '[Service]\nType=exec\n', others)).toBeUndefined();
  });

  it('has what does not count any more as comments, if wanted, with what counts instead', () => {
    const fragment = '[Service]\nExecStart=/bin/a\nType=exec\nNice=1\n';
    const others = {
      '/w/a.service.d/x.conf': '[Service]\nExecStart=\nExecStart=/bin/b\nType=oneshot\n',
    };
    const { snapshot, file } = sceneOf('/w/a.service', fragment, others);
    const shown = effectiveText(snapshot, file, { withReplaced: true })?.lines.map(({ text, replaced }) =>
      replaced ? `${text} (${replaced.how}: ${replaced.by && place(replaced.by)})` : text,
    );
    expect(shown).toEqual([
      '[Service]',
      '# ExecStart=/bin/a (overridden: ExecStart=)',
      '# Type=exec (overridden: Type=oneshot)',
      'Nice=1',
      '# ExecStart= (reset: undefined)',
      'ExecStart=/bin/b',
      'Type=oneshot',
    ]);
  });

  it('names the empty line that empties several lists', () => {
    const { snapshot, file } = sceneOf('/w/a.socket', '[Socket]\nListenStream=1\nListenDatagram=\nListenStream=2\n');
    const [, first] = effectiveText(snapshot, file, { withReplaced: true })!.lines;
    expect(place(first!.replaced!.by!)).toBe('ListenDatagram=');
  });
});

function place({ file, range }: Origin): string {
  return file.text.slice(range.from, range.to);
}
