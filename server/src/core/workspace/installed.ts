/** What is installed on the one system that all units are for. */
export interface Installed {
  /** Whether there is a file of this absolute path, at the end of links as well. */
  hasFile(path: string): boolean;
  /** Whether there is an account of this name, or one will be made at boot; true where that cannot be told. */
  hasUser(name: string): boolean;
  hasGroup(name: string): boolean;
}
