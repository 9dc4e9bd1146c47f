#!/bin/bash
# A throw-away machine: namespaces of its own over a copy-on-write view of a root file system, with systemd as its PID 1.
#
#   machine.sh STATE [systemd|nothing]      runs until standard input is closed
#
# STATE is a folder of the caller's that is seen at the same path inside:
#   STATE/units     /etc/systemd/system inside
#   STATE/root      the home of root inside (/root)
#   STATE/tester    the home of the account `tester` inside (/home/tester)
#   STATE/pid       PID 1 of the machine, as this machine counts
#   STATE/console   what PID 1 had to say
# Environment: ROOT, the root file system to look through; TESTER, the uid of `tester`; BINDS, lines of OUTSIDE:INSIDE, folders
# to show inside, read-only.
#
# Nothing inside can write outside STATE: not to /etc, not to /tmp (which a booting systemd cleans), not to sysctls. Its network
# is a loopback of its own.
set -euo pipefail

main() {
  state=$1
  mkdir -p "$state"/{units,root,tester,cgroup,tree}
  rm -f "$state/pid"
  # A hierarchy mounted for ourselves, because where this machine has its own, if it has one, differs from machine to machine.
  mount -t cgroup2 cgroup2 "$state/cgroup"
  cgroup=$state/cgroup/systemd-socket-units-$$
  mkdir "$cgroup"
  trap clear_away EXIT
  # Whoever dies first, the caller, this script or unshare, takes everything below it along.
  (
    echo "$BASHPID" >"$cgroup/cgroup.procs"
    exec setpriv --pdeathsig KILL unshare --cgroup --mount --pid --uts --ipc --net \
      --fork --kill-child --propagation private bash "$0" --boot "$@"
  ) </dev/null >"$state/console" 2>&1 &
  read -r _ || :
}

clear_away() {
  # With PID 1 go all processes of the machine, and unshare, which waits for it. Before there is a PID 1, all are killed at once.
  if [ -s "$state/pid" ]; then kill -KILL "$(<"$state/pid")" || :; else echo 1 >"$cgroup/cgroup.kill" || :; fi
  { wait; } 2>/dev/null
  # A killed process leaves its group a moment after it is gone for everybody else.
  for _ in {1..100}; do
    find "$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null || :
    [ -d "$cgroup" ] || return 0
    sleep 0.02
  done
}

# From here on we are PID 1 of the new machine.
boot() {
  local state=$1 init=$2
  # /proc is still the outer one, and so is the number that it knows us by.
  local outer_pid
  read -r outer_pid _ </proc/self/stat

  local tree=$state/tree
  mount -t tmpfs tmpfs "$tree"
  mkdir "$tree"/{upper,work,root}
  chmod 755 "$tree/upper"
  mount -t overlay overlay -o "lowerdir=$ROOT,upperdir=$tree/upper,workdir=$tree/work" "$tree/root"
  cd "$tree/root"
  mount_kernel_trees "$state/console"
  show_folders "$state"
  add_tester
  [ "$init" = nothing ] || prepare_systemd
  ip link set lo up

  mkdir .outer
  pivot_root . .outer
  umount --lazy /.outer
  rmdir /.outer
  echo "$outer_pid" >"$state/pid"
  export -n ROOT TESTER BINDS
  if [ "$init" = nothing ]; then exec sleep infinity; fi
  exec env -i PATH="$PATH" LANG=C.UTF-8 container=throw-away \
    /usr/lib/systemd/systemd --system --unit=basic.target --show-status=no
}

mount_kernel_trees() {
  local console=$1
  mount -t proc proc proc
  mount --bind proc/sys proc/sys
  mount -o remount,bind,ro proc/sys
  mount -t sysfs -o ro sysfs sys
  mount -t cgroup2 cgroup2 sys/fs/cgroup
  mount -t tmpfs -o mode=755 tmpfs dev
  mount -t tmpfs -o mode=755 tmpfs run
  mount -t tmpfs -o mode=1777 tmpfs tmp
  mkdir dev/pts dev/shm
  mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
  ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  local node
  for node in null zero full random urandom tty; do
    : >"dev/$node"
    mount --bind "/dev/$node" "dev/$node"
  done
  : >dev/console
  mount --bind "$console" dev/console
}

show_folders() {
  local state=$1 line outside inside
  rm -rf etc/systemd
  mkdir -p etc/systemd/system root home/tester
  mount --bind "$state/units" etc/systemd/system
  mount --bind "$state/root" root
  mount --bind "$state/tester" home/tester
  mkdir -p ".$state"
  mount --bind "$state" ".$state"
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    outside=${line%%:*} inside=${line#*:}
    mkdir -p ".$inside"
    mount --bind "$outside" ".$inside"
    mount -o remount,bind,ro ".$inside"
  done <<<"${BINDS:-}"
}

add_tester() {
  local uid=$TESTER
  echo "tester:x:$uid:$uid:Tester:/home/tester:/bin/bash" >>etc/passwd
  echo "tester:x:$uid:" >>etc/group
  chown "$uid:$uid" home/tester
}

# Of all that the root file system would start, only the journal and, where there is one, the bus are wanted.
prepare_systemd() {
  local units=usr/lib/systemd/system name
  [ -s etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >etc/machine-id
  rm -rf $units/*.wants $units/*.requires usr/lib/systemd/{system,user}-generators usr/lib/systemd/user/*.wants etc/xdg/systemd var/log/journal
  mkdir -p $units/sysinit.target.wants $units/sockets.target.wants var/log/journal run/systemd/{system,journal} run/log
  ln -s ../systemd-journald.service $units/sysinit.target.wants/
  for name in systemd-journald.socket systemd-journald-dev-log.socket dbus.socket; do
    [ ! -e "$units/$name" ] || ln -s "../$name" $units/sockets.target.wants/
  done
  # Masked, because others pull them in: they would clean folders or read the kernel's log.
  for name in journald-audit.socket tmpfiles-setup.service tmpfiles-setup-dev.service tmpfiles-setup-dev-early.service tmpfiles-clean.service; do
    ln -s /dev/null "run/systemd/system/systemd-$name"
  done
  # Users can read their own journal only where it is kept by user, and it is that only in the persistent one.
  : >run/systemd/journal/flushed
  cat >etc/systemd/journald.conf <<'END'
[Journal]
Storage=persistent
SplitMode=uid
ReadKMsg=no
Audit=no
ForwardToSyslog=no
RateLimitBurst=0
END
  install -d -m 700 -o "$TESTER" -g "$TESTER" "run/user/$TESTER"
  # The distribution's own asks for a log-in service; started by hand, this one is all that a user manager needs.
  cat >run/systemd/system/user@.service <<'END'
[Unit]
Description=User manager of uid %i
[Service]
Type=notify
User=%i
Slice=user-%i.slice
Delegate=yes
KillMode=mixed
Environment=XDG_RUNTIME_DIR=/run/user/%i
ExecStart=/usr/lib/systemd/systemd --user
END
}

export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
case ${1:-} in
  --boot) shift; boot "$@" ;;
  --own-mounts) shift; main "$@" ;;
  *) exec unshare --mount --propagation private bash "$0" --own-mounts "$(readlink -m "${1:?a folder for the machine}")" "${2:-systemd}" ;;
esac
