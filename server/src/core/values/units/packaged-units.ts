/**
 * Whether a unit of a name most likely comes with a package of the distribution or of a well-known vendor, so that its absence here
 * tells nothing about the machine that another unit is meant for.
 *
 * @param prefix What stands before the "@" or the type.
 */
export function isPackaged(prefix: string): boolean {
  return FAMILIES.test(prefix) || NAMES.has(prefix);
}

const FAMILIES =
  /^(?:systemd|dbus|initrd|plymouth|dracut|lvm2|zfs|nfs|rpc|iscsi|virt|libvirt|sssd|cloud|snap|apt|dnf|php|kea|openvpn|wg|wireguard|podman|docker|k3s|rke2|crio|pipewire|wireplumber|pulseaudio|xdg|gnome|plasma|gpg-agent|ssh-agent|elasticsearch|rabbitmq|postgresql|mysql|mariadb|mongo|redis|valkey|prometheus|grafana|gitlab|azure|amazon|google|vmware|nvidia|openvswitch|ceph|gluster|slurm)(?:$|[-_.\d])/;

const NAMES: ReadonlySet<string> = new Set(
  `accounts-daemon acpid alsa-restore alsa-state anacron apache2 apparmor arangodb asterisk at-spi-dbus-bus atd auditd autofs avahi-daemon
  avahi-dnsconfd bind9 blk-availability bluetooth bolt caddy cassandra chrony chrony-wait chronyd clamav-daemon clamav-freshclam clamd
  clickhouse-server cockpit collectd colord connman console-getty console-setup consul containerd couchdb cron crond cronie cryptdisks
  cups cups-browsed cupsd dhclient dhcpcd dhcpd display-manager dm-event dnsmasq dnsmasq-base dovecot dunst earlyoom emergency envoy etcd
  exim4 fail2ban ferm filebeat firewalld flanneld fluent-bit fluentd freeipmi frr fstrim fwupd gdm gdm3 getty git-daemon gpm gpsd
  gssproxy gunicorn haproxy haveged hostapd httpd ifup ifplugd influxd influxdb ipa iptables ip6tables irqbalance iwd jackd janus jellyfin
  jenkins jetty kafka kibana kmod keepalived keycloak keydb krb5-kdc kubelet kube-proxy lightdm lighttpd lircd logrotate logstash lxc
  lxcfs lxd mariadbd mcelog mdadm mdmonitor memcached metricbeat microk8s minidlna minio mako ModemManager modprobe monit mopidy mosquitto
  mpd multipathd named nats-server neo4j netdata network networking NetworkManager NetworkManager-dispatcher NetworkManager-wait-online
  nftables nginx nomad node_exporter nscd nslcd nss-lookup ntp ntpd ntpdate ntpsec ollama open-vm-tools opensearch openntpd oomd
  packagekit pacemaker corosync pcscd pgbouncer pkcsslotd polkit polkitd postfix proftpd privoxy procps qemu-guest-agent quadlet radvd
  rescue resolvconf rngd rngd-tools rsync rsyncd rsyslog rtkit-daemon salt-master salt-minion samba samba-ad-dc sddm seatd
  serial-getty selinux-autorelabel slapd smartd smartmontools smb smbd nmb nmbd winbind snmpd solr spamassassin spamd squid ssh sshd
  sshd-keygen strongswan strongswan-starter stubby stunnel stunnel4 supervisor supervisord sway swapspace swayidle syncthing
  syslog syslog-ng sysstat tailscaled telegraf tftpd-hpa tgt tgtd thermald timesyncd tlp tomcat tomcat8 tomcat9 tomcat10 tor traefik
  transmission-daemon tuned udev udisks2 ufw unattended-upgrades unbound upower upsd usbguard usbmuxd user user-runtime-dir uuidd uwsgi
  varnish vault vboxdrv vboxadd vboxadd-service vncserver vsftpd waydroid-container wpa_supplicant xinetd xrdp ypbind
  zabbix-agent zabbix-agent2 zabbix-server zerotier-one zookeeper zram-swap zramswap emacs foot-server`.split(/\s+/),
);
