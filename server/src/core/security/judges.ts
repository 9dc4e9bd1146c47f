import { lookUp, type Rows } from '../text/table.ts';
import { letsThrough } from './call-filter.ts';
import { maskOf } from './capability-mask.ts';
import type { JudgedFamily } from './restricted-families.ts';
import { isRoot, type SecurityInfo } from './security-info.ts';

/**
 * How bad one thing is, from 0 to the range of its assessment; undefined where it does not matter to the service. They stand for the
 * `assess_…` functions of src/analyze/analyze-security.c.
 */
export type Judge = (info: SecurityInfo) => number | undefined;

/** A setting that should be on. */
export function wanted(key: string): Judge {
  return (info) => (info.isOn(key) ? 0 : 1);
}

/** Capabilities none of which the service should be able to gain. */
export function without(...capabilities: readonly string[]): Judge {
  const mask = maskOf(...capabilities);
  return (info) => (info.boundingSet & mask ? 1 : 0);
}

/** A kind of namespaces that the service should not make. */
export function noNamespace(kind: string): Judge {
  return (info) => (info.namespaces.has(kind) ? 1 : 0);
}

/** Address families of which the service should make no sockets. */
export function noFamily(family: JudgedFamily): Judge {
  return (info) => (info.restrictedFamilies[family] ? 0 : 1);
}

/** A group of system calls that the service should not be able to use. */
export function noCalls(group: string): Judge {
  return ({ callFilter, version, architecture }) => {
    if (!callFilter) return 10;
    if (!letsThrough(callFilter, group, version, architecture)) return 0;
    return callFilter.isAllowList ? 9 : 10;
  };
}

export const judgeUser: Judge = ({ user, dynamicUser, isOfUserManager }) => {
  if (user === 'nobody') return 9;
  const isOther = user === undefined ? dynamicUser : !isRoot(user);
  return isOther || isOfUserManager ? 0 : 10;
};

export const judgeSupplementaryGroups: Judge = (info) =>
  info.isPrivileged ? undefined : info.hasSupplementaryGroups ? 1 : 0;

export const judgeRemoveIpc: Judge = (info) =>
  info.isPrivileged || info.isOfUserManager ? undefined : info.isOn('RemoveIPC') ? 0 : 1;

export const judgeProtectHome: Judge = (info) =>
  rated(info.word('ProtectHome'), { yes: 0, tmpfs: 1, 'read-only': 5 }, 10);

export const judgeProtectSystem: Judge = (info) =>
  rated(info.word('ProtectSystem'), { strict: 0, full: 3, yes: 5 }, 10);

export const judgeProtectProc: Judge = (info) =>
  rated(info.word('ProtectProc'), { invisible: 0, ptraceable: 0, noaccess: 1 }, 3);

export const judgeProcSubset: Judge = (info) => rated(info.word('ProcSubset'), { pid: 0 }, 1);

export const judgeKeyringMode: Judge = (info) => rated(info.word('KeyringMode'), { private: 0 }, 1);

export const judgeNotifyAccess: Judge = (info) => rated(info.word('NotifyAccess'), { all: 1 }, 0);

export const judgeDelegate: Judge = (info) => (info.isOn('Delegate') ? 1 : 0);

export const judgeRoot: Judge = (info) => (info.hasOwnRoot ? 0 : 1);

export const judgeAmbientCapabilities: Judge = (info) => (info.ambientSet === 0n ? 0 : 1);

export const judgeArchitectures: Judge = ({ architectures }) =>
  architectures.size === 0 ? 10 : architectures.size === 1 && architectures.has('native') ? 0 : 8;

export const judgeIpAccess: Judge = ({ ipAccess }) =>
  rated(ipAccess, { 'own filters': 0, none: 0, localhost: 2, some: 5 }, 10);

export const judgeDevices: Judge = ({ devices }) => rated(devices, { pseudo: 0, some: 5 }, 10);

/** The first of these that others can do with new files: write, read, write as a member of the group, read as one. */
export const judgeUmask: Judge = ({ umask }) => {
  if (!(umask & 0o002)) return 10;
  if (!(umask & 0o004)) return 5;
  if (!(umask & 0o020)) return 2;
  return umask & 0o040 ? 0 : 1;
};

function rated(word: string | undefined, badness: Rows<number>, otherwise: number): number {
  return (word === undefined ? undefined : lookUp(badness, word)) ?? otherwise;
}
