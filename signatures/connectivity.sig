# What puts the serial line of a device onto the network. Examples whose source
# is nmap are made after the expression that stands there.

device lantronix.uds1100
  class    serial-device-server
  vendor   "Lantronix"
  model    "UDS1100"
  match    system_description like "Lantronix UDS1100 {version} *" strong
  match    telnet_banner like "*Lantronix UDS1100*" strong
  source   "observed: SNMP sysDescr and Telnet greeting, lab captures 07, 09"
  example  system_description "Lantronix UDS1100 V6.11.0.0 (140414) for Draeger" gives version "V6.11.0.0"
  example  telnet_banner "Lantronix UDS1100 Device Server"
  counter  system_description "Lantronix XPort"

device lantronix.mss100
  class    serial-device-server
  vendor   "Lantronix"
  model    "MSS100"
  match    ftp_banner like "FTP Version * on MSS100" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Lantronix MSS100 serial interface ftpd/"
  example  ftp_banner "FTP Version 1.0 on MSS100"
  counter  ftp_banner "FTP Version 1.0 on MPS100"

device digi.ssh
  vendor   "Digi"
  match    ssh_server like "SSH-*-DigiSSH_{version}" strong
  source   "nmap 7.93, nmap-service-probes: match ssh, p/Digi CM sshd/"
  example  ssh_server SSH-2.0-DigiSSH_1.0
  counter  ssh_server SSH-2.0-SSH_2.0

device digi.rompager
  vendor   "Digi"
  match    http_server like "Allegro-Software-RomPager-Digi/{version}" strong
  source   "project reference protocols.md 5.12: Server: Allegro-Software-RomPager-Digi/4.01.1"
  example  http_server Allegro-Software-RomPager-Digi/4.01.1 gives version "4.01.1"
  counter  http_server Allegro-Software-RomPager/4.01

device moxa.ssh
  vendor   "Moxa"
  match    ssh_server like "SSH-*-moxa_{version}" strong
  source   "nmap 7.93, nmap-service-probes: match ssh, p/Moxa sshd/"
  example  ssh_server SSH-2.0-moxa_1.0
  counter  ssh_server SSH-2.0-mox
