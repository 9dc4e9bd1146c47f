import { expect, it } from 'vitest';
import { containerOf, containersIn } from './container.ts';

it('lists containers, and neither virtual machines nor the machine itself', () => {
  const listed = [
    { machine: 'web1', class: 'container', service: 'systemd-nspawn', os: 'debian' },
    { machine: 'win', class: 'vm', service: 'libvirt-qemu' },
    { machine: '.host', class: 'host' },
    { machine: '-x', class: 'container' },
    { machine: 'a@b', class: 'container' },
  ];
  expect(containersIn(JSON.stringify(listed))).toEqual(['web1']);
  expect(containersIn('No machines.')).toEqual([]);
  expect(containersIn('{}')).toEqual([]);
});

it('reads only names that machined could have given out of ids', () => {
  expect(containerOf('container:web-1.example')).toBe('web-1.example');
  expect(['container:', 'container:-x', 'container:a@b', 'ssh:x:user', 'container:a b'].map(containerOf)).toEqual(
    new Array(5).fill(undefined),
  );
});
