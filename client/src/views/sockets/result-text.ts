import type { Translate } from '../../l10n.ts';
import type { UnitState } from '../../manager/unit-state.ts';

/**
 * Why a unit failed last, in words; undefined where it did not. The results are those of systemd's socket_result_table,
 * service_result_table and so on (src/core/socket.c, src/core/service.c).
 */
export function resultText({ result, exit, load, loadError }: UnitState, t: Translate): string | undefined {
  if (load === 'bad-setting' || load === 'error') {
    return loadError === undefined ? t('Refused by the manager') : reasonIn(loadError);
  }
  switch (result) {
    case 'success':
    case '':
      return undefined;
    case 'resources':
      return t('Something is missing or taken: an address, a user, a program');
    case 'timeout':
      return t('Timed out');
    case 'exit-code':
      return exit === undefined ? t('Its program failed') : t('Exit status {0}', exit.status);
    case 'signal':
    case 'core-dump':
      return exit === undefined ? t('Killed') : t('Killed by signal {0}', exit.status);
    case 'start-limit-hit':
      return t('Started too often');
    case 'trigger-limit-hit':
      return t('Triggered too often');
    case 'service-start-limit-hit':
      return t('Service started too often');
    case 'oom-kill':
      return t('Killed, because memory ran out');
    case 'watchdog':
      return t('Did not report to its watchdog in time');
    case 'protocol':
      return t('Did not report ready as Type= wants it');
    default:
      return t('Failed: {0}', result);
  }
}

/** systemctl writes an error as its D-Bus name and its message: `org.freedesktop.systemd1.BadUnitSetting "Unit … "`. */
function reasonIn(loadError: string): string {
  const begin = loadError.indexOf('"') + 1;
  const isQuoted = begin > 0 && loadError.length > begin && loadError.endsWith('"');
  return isQuoted ? loadError.slice(begin, -1) : loadError;
}
