import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'incomplete-usb-function',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  needs: ['USBFunctionDescriptors', 'USBFunctionStrings'],
  *check(unit) {
    const descriptors = setting(unit, 'Service', 'USBFunctionDescriptors');
    const strings = setting(unit, 'Service', 'USBFunctionStrings');
    const [only, missing] = strings ? [strings, 'USBFunctionDescriptors='] : [descriptors, 'USBFunctionStrings='];
    if (!only || (descriptors && strings)) return;
    yield {
      ...itemPlace(only),
      message: say`No ${missing}: a USB function needs both descriptors and strings. systemd ignores this line. Add it.`,
    };
  },
};
