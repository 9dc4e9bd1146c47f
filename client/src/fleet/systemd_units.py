"""An Ansible callback that writes what happens as JSON, one object a line, for the editor to read.

ansible-core has none of its own that does; those that do come with collections, which a machine may not have.
"""
import json
import sys

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: systemd_units
type: stdout
short_description: one JSON object a line
description: What happens on each host, as it happens.
"""

# What of a result is of interest. Nothing of what a task was given is, since that may hold secrets.
KEYS = ('changed', 'msg', 'rc', 'stdout', 'stderr', 'module_stdout', 'module_stderr')
LONGEST = 20000


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'systemd_units'

    def _write(self, event, **more):
        sys.stdout.write(json.dumps(dict(more, event=event), default=str) + '\n')
        sys.stdout.flush()

    def _host(self, status, result):
        # Newer versions drop the underscores.
        task, host, told = (getattr(result, name, None) or getattr(result, '_' + name) for name in ('task', 'host', 'result'))
        kept = self._kept(told)
        items = told.get('results')
        if isinstance(items, list):
            kept['items'] = [dict(self._kept(one), label=self._label(one)) for one in items if isinstance(one, dict)]
        self._write('host', host=host.get_name(), task=task.get_name(), status=status, result=kept)

    def _kept(self, told):
        if told.get('_ansible_no_log'):
            return {'changed': bool(told.get('changed'))}
        kept = {key: self._short(told[key]) for key in KEYS if key in told}
        # A machine that is lost within a loop is said to be so of the item only.
        kept['failed'] = bool(told.get('failed') or told.get('unreachable'))
        kept['diff'] = [
            {key: self._short(part[key]) for key in ('before', 'after') if isinstance(part.get(key), str)}
            for part in self._list(told.get('diff'))
            if isinstance(part, dict)
        ]
        return kept

    def _label(self, one):
        return str(one.get('_ansible_item_label', one.get('item')))

    def _list(self, value):
        return value if isinstance(value, list) else [] if value is None else [value]

    def _short(self, value):
        return value[:LONGEST] if isinstance(value, str) else value

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._write('task', task=task.get_name())

    def v2_runner_on_ok(self, result):
        told = getattr(result, 'result', None) or result._result
        self._host('changed' if told.get('changed') else 'ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._host('ignored' if ignore_errors else 'failed', result)

    def v2_runner_on_unreachable(self, result):
        self._host('unreachable', result)

    def v2_runner_on_skipped(self, result):
        self._host('skipped', result)

    def v2_playbook_on_no_hosts_matched(self):
        self._write('no-hosts')
