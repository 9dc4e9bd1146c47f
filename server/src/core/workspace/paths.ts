/** The last part of a path. Paths in core are absolute and use `/`, on Windows too. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that holds the path, without a trailing slash; empty for something at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function join(folder: string, name: string): string {
  return `${folder}/${name}`;
}

/** How many folders apart two paths' folders are: 0 for neighbours in one folder. */
export function distance(a: string, b: string): number {
  const left = folderOf(a).split('/');
  const right = folderOf(b).split('/');
  let common = 0;
  while (common < left.length && common < right.length && left[common] === right[common]) common++;
  return left.length - common + (right.length - common);
}
