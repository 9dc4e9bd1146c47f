import { describe, expect, it } from 'vitest';
import { createHost } from './host.ts';
import { presenceOf } from './presence.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { systemPatterns } from './system-patterns.ts';

function presence(paths: readonly string[], name: string, near: string, settings: Partial<Settings> = {}): string {
  const host = createHost({ ...DEFAULT_SETTINGS, ...settings });
  host.apply(paths.map((path) => ({ path, layer: 'disk', text: '[Unit]\n' })));
  return presenceOf(host.snapshot(), name, near);
}

describe('a unit is made of another file', () => {
  it.each([
    ['web.container', 'web.service'],
    ['web@.container', 'web@.service'],
    ['web@.container', 'web@a.service'],
    ['web.kube', 'web.service'],
    ['web.pod', 'web-pod.service'],
    ['web.volume', 'web-volume.service'],
    ['web.network', 'web-network.service'],
    ['web.image', 'web-image.service'],
    ['web.build', 'web-build.service'],
    ['web.service.in', 'web.service'],
    ['web@.service.j2', 'web@b.service'],
    ['templates/web.service.erb', 'web.service'],
  ])('%s: %s', (file, name) => {
    expect(presence([`/w/${file}`], name, '/w/web.socket')).toBe('elsewhere');
  });

  it.each([
    ['web.pod', 'web.service'],
    ['web.txt', 'web.service'],
    ['web.service.bak', 'web.service'],
    ['web.conf.in', 'web.service'],
    ['other.container', 'web.service'],
  ])('%s makes no %s', (file, name) => {
    expect(presence([`/w/${file}`], name, '/w/web.socket')).toBe('nowhere');
  });

  it('under the name that the file gives it', () => {
    const host = createHost();
    const path = '/w/web.container';
    host.apply([{ path, layer: 'disk', text: '[Container]\nImage=x\nServiceName=shop\n' }]);
    expect(presenceOf(host.snapshot(), 'shop.service', '/w/shop.socket')).toBe('elsewhere');
    host.apply([{ path, layer: 'disk', text: undefined }]);
    expect(presenceOf(host.snapshot(), 'shop.service', '/w/shop.socket')).toBe('nowhere');
  });
});

describe('what is meant for another system is not there', () => {
  it.each([
    ['/w/roles/a/files/x.service', '/w/roles/a/templates/x.socket', 'here'],
    ['/w/roles/b/files/x.service', '/w/roles/a/files/x.socket', 'nowhere'],
    ['/w/roles/b/templates/x.service.j2', '/w/roles/a/files/x.socket', 'nowhere'],
    ['/w/roles/a/templates/x.service.j2', '/w/roles/a/files/x.socket', 'elsewhere'],
    ['/w/packages/b/x.service', '/w/packages/a/x.socket', 'nowhere'],
    ['/w/units/x.service', '/w/sockets/x.socket', 'here'],
    ['/w/one/usr/lib/systemd/system/x.service', '/w/one/etc/systemd/system/x.socket', 'here'],
    ['/w/one/usr/lib/systemd/user/x.service', '/w/one/etc/systemd/system/x.socket', 'nowhere'],
    ['/w/two/usr/lib/systemd/system/x.service', '/w/one/etc/systemd/system/x.socket', 'nowhere'],
    ['/w/units/x.service', '/w/one/etc/systemd/system/x.socket', 'here'],
  ])('%s for %s: %s', (file, near, there) => {
    expect(presence([file], 'x.service', near)).toBe(there);
  });

  it('as the settings say', () => {
    const [file, near] = ['/w/roles/b/x.service', '/w/roles/a/x.socket'] as const;
    expect(presence([file], 'x.service', near, { systems: systemPatterns([]) })).toBe('here');
    const sites = { systems: systemPatterns(['sites/*']) };
    expect(presence(['/w/sites/b/x.service'], 'x.service', '/w/sites/a/x.socket', sites)).toBe('nowhere');
  });

  it('what is installed is there for all', () => {
    const loadPath = ['/usr/lib/systemd/system'];
    expect(presence(['/usr/lib/systemd/system/x.service'], 'x.service', '/w/roles/a/x.socket', { loadPath })).toBe(
      'here',
    );
  });
});
