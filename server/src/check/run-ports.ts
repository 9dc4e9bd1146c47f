import { portMap } from '../core/features/port-map.ts';
import { folderOf } from '../core/workspace/paths.ts';
import type { PortsArguments } from './arguments.ts';
import { complaintsTo } from './complaints.ts';
import { placeOf } from './run-effective.ts';
import { shown } from './shown-path.ts';
import type { Scene } from './surroundings.ts';
import { loadUnits } from './units.ts';

/** `ports`: lists what the sockets among the paths listen on. Gives the exit status. */
export function runPorts(given: PortsArguments, here: Scene): number {
  const complaints = complaintsTo(here);
  const { architecture, disk, resolve } = here;
  const paths = given.paths.length === 0 && given.root === undefined ? ['.'] : given.paths;
  const { host, loadPath, wanted } = loadUnits({ ...given, architecture, paths }, disk, resolve, complaints.about);
  const ofRoot = new Set(given.paths.length === 0 && given.root !== undefined ? loadPath : []);
  const { free, rows } = portMap(host.snapshot(), (path) => wanted.has(path) || ofRoot.has(folderOf(path)));
  const nameOf = (path: string): string => {
    const asked = wanted.get(path);
    return asked ? shown(path, asked) : path;
  };
  here.print(
    given.print(
      rows.map(({ place, serviceFile, ...row }) => ({ ...row, ...placeOf(place, nameOf) })),
      free,
      here.language,
    ),
  );
  return complaints.count > 0 ? 2 : 0;
}
