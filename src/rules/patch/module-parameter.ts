/** What a module's parameter decides is decided when the module is loaded. */

import {linePlace} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const moduleParameter = definePatchRule({
  id: 'module-parameter',
  scope: 'patch',
  severity: 'info',
  summary: 'A new parameter of the module cannot be written while VMs run.',
  why: 'VMs that exist have decided by the old value, those that come have the new one, and a capability that depends on it changes its answer.',
  source: 'Documentation/filesystems/sysfs.rst, "Attributes": mode 0444',
  messages: {
    writable: (name, mode) =>
      `Does \`${name}\` take effect on VMs that exist when it is written: is 0444 enough in the place of ${mode}?`,
  },
  check(input, report) {
    for (const {view} of input.code) {
      for (const [index, {kind, text}] of view.lines.entries()) {
        const [, name, mode] =
          /^module_param(?:_named)?\((\w+),.*\b(0[0-7]*[2367][0-7]*|S_IWUSR\b.*|.*S_IWUSR)\)/.exec(text) ?? []
        if (kind !== 'added' || name === undefined || mode === undefined) continue
        report('writable', [name, mode], {symbol: name, place: linePlace(view, index)})
      }
    }
  },
  examples: [
    {
      name: 'a switch that can be thrown at any time',
      files: {
        'arch/x86/kvm/x86.c': `+static bool __read_mostly enable_bell = true;
+module_param(enable_bell, bool, 0644);
`,
      },
      expected: [
        'arch/x86/kvm/x86.c:2:1: info: Does `enable_bell` take effect on VMs that exist when it is written: is 0444 enough in the place of 0644?',
      ],
    },
    {
      name: 'one that can be read',
      files: {
        'arch/x86/kvm/x86.c': `+static bool __read_mostly enable_bell = true;
+module_param(enable_bell, bool, 0444);
`,
      },
      expected: [],
    },
  ],
})
