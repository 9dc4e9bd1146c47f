import type { Analysis, UnknownAssignment } from '../../workspace/analyse.ts';

/** The assignments in known sections whose key systemd does not know there, `X-` names aside. */
export function unknownAssignments({ unknown }: Analysis): readonly UnknownAssignment[] {
  return unknown.filter(({ node }) => !node.key.startsWith('X-'));
}
