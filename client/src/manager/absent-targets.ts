/**
 * The units that `systemctl enable` made a unit a dependency of and that do not exist, from what it said (src/systemctl/systemctl-enable.c,
 * src/shared/install.c, install_changes_dump). Such a unit starts nothing.
 */
export function absentTargets(said: string): readonly string[] {
  const found = said.matchAll(/added as a dependency to a non-existent unit (\S+?)\.?$/gm);
  return [...new Set([...found].map(([, name]) => name!))];
}
