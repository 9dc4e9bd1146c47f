import { directiveDoc, manualUrl } from '../catalogue/documentation.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt } from './place.ts';

/** Where systemd's own manual tells about something. */
export interface Manual {
  /** The page, of section 5: `systemd.socket`. */
  readonly page: string;
  readonly directive: string | undefined;
  /** The same on the web, of the version that units are judged by. */
  readonly url: string;
}

/** The manual page for an offset: that of the directive there, otherwise that of the section or the type of unit. */
export function manualAt(snapshot: Snapshot, file: UnitFile, offset: number): Manual {
  const { settings } = snapshot;
  const place = placeAt(file, offset, settings);
  const named =
    place.kind === 'key' || place.kind === 'value' ? directiveDoc(place.section, place.node.key) : undefined;
  const page =
    named?.manual ?? (place.kind === 'header' && isShared(place.header.name) ? SHARED : `systemd.${file.kind.type}`);
  return { page, directive: named?.key, url: manualUrl(page, settings.version, named?.key) };
}

/** The page for the sections that every type of unit has. */
const SHARED = 'systemd.unit';

function isShared(section: string): boolean {
  return section === 'Unit' || section === 'Install';
}
