# What the Telnet set-up of a Lantronix device server says before its prompt.

device lantronix.telnet-setup
  class    serial-device-server
  vendor   "Lantronix"
  match    telnet_banner like "*Lantronix *Serial Number {serial} MAC address *" strong
  source   "rapid7/recog xml/telnet_banners.xml; observed: lab capture 09-cleartext"
  example  telnet_banner "Lantronix Universal Device Server *** Serial Number 8085816 MAC address 00204A80CC3D Software version V5.8.0.1 (050805)" gives serial "8085816"
  counter  telnet_banner "Moxa NPort Serial Number 8085816 MAC address 0090E880CC3D"

device lantronix.telnet-version
  class    serial-device-server
  vendor   "Lantronix"
  match    telnet_banner like "*Lantronix * MAC address * Software version {version} (*" strong
  source   "rapid7/recog xml/telnet_banners.xml; observed: lab capture 09-cleartext"
  example  telnet_banner "Lantronix Universal Device Server *** Serial Number 8085816 MAC address 00204A80CC3D Software version V5.8.0.1 (050805)" gives version "V5.8.0.1"
  counter  telnet_banner "Moxa NPort MAC address 0090E880CC3D Software version V5.8.0.1 (050805)"
