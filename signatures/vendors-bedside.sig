# Bedside devices by the protocols of their makers, and the serial device
# servers through which many of them speak.

device family.bedside.patient-monitor
  class    patient-monitor
  match    bedside_kind is patient-monitor strong
  source   "mindleaving/gedash; Datex-Ohmeda Record Specification 8005313: data that only monitors send"
  example  bedside_kind patient-monitor
  counter  bedside_kind infusion-pump

device family.bedside.infusion-pump
  class    infusion-pump
  match    bedside_kind is infusion-pump strong
  source   "KaiWU17TUM/icu_devices, code/bbraun.cpp: records that only pumps send"
  example  bedside_kind infusion-pump
  counter  bedside_kind patient-monitor

device family.bedside.central
  class    central-station
  match    bedside_role is central fair
  source   "CISA, Contec CMS8000: the monitor calls its central station"
  example  bedside_role central
  counter  bedside_role device

device draeger.medibus.evita
  class    ventilator
  vendor   "Draeger"
  match    bedside_model like "Evita*" strong
  source   "mdpnp/mdpnp, interop-lab devices/draeger/medibus/DemoEvitaXL.java; MEDIBUS identification 'EvitaXL'"
  example  bedside_model EvitaXL
  example  bedside_model "Evita 4"
  counter  bedside_model Apollo

device draeger.medibus.apollo
  class    anaesthesia
  vendor   "Draeger"
  match    bedside_model is Apollo strong
  source   "mdpnp/mdpnp, interop-lab devices/draeger/medibus/DemoApollo.java"
  example  bedside_model Apollo
  counter  bedside_model EvitaXL

device draeger.medibus.perseus
  class    anaesthesia
  vendor   "Draeger"
  match    bedside_model like "Perseus*" strong
  source   "Draeger, Perseus A500 instructions for use: anaesthesia workstation with MEDIBUS.X"
  example  bedside_model "Perseus A500"
  counter  bedside_model EvitaXL

device contec.built-in-address
  class    patient-monitor
  vendor   "Contec"
  match    contec_address in 119-120 fair
  source   "CISA, Contec CMS8000 Contains a Backdoor (2025); ICSMA-25-030-01"
  example  contec_address 119
  counter  contec_address 20

device family.serial-ports
  class    serial-device-server
  match    sds_serial_port more 0 strong
  source   "RFC 2217 section 3; Digi ADDP, number of serial ports"
  example  sds_serial_port 1
  counter  sds_serial_port 0

device moxa.search
  class    serial-device-server
  match    sds_mac like "0090e8*" fair
  source   "Answer to the NPort search, UDP 4800; IEEE registry 00-90-E8"
  example  sds_mac 0090e8aaaaaa
  counter  sds_mac 00409d112233

device moxa.nport
  class    serial-device-server
  vendor   "Moxa"
  match    inventory_model like "NPort *" strong
  match    telnet_banner like "*Model name*: NPort *" strong
  source   "Moxa product line NPort; telnet console as in OpenVAS gb_telnet_detect"
  example  inventory_model "NPort 5110A"
  example  telnet_banner "Model name : NPort 5110 MAC address : 00:90:E8:AA:AA:AA"
  counter  telnet_banner "Model name : MGate MB3180 MAC address : 00:90:E8:AA:AA:AA"

device moxa.http
  vendor   "Moxa"
  match    http_server like "MoxaHttp/*" strong
  source   "winezero0/whatweb-plus-plugins, moxa-nport-5150a"
  example  http_server "MoxaHttp/2.2"
  counter  http_server "MochiWeb/1.0"

device lantronix.search
  class    serial-device-server
  match    sds_mac like "00204a*" strong
  match    sds_mac like "0080a3*" strong
  source   "Answer to the Lantronix search, UDP 30718, or setup console; IEEE registry 00-20-4A and 00-80-A3"
  example  sds_mac 00204a010203
  example  sds_mac 0080a3010203
  counter  sds_mac 0090e8aaaaaa

device lantronix.description
  class    serial-device-server
  vendor   "Lantronix"
  match    system_description like "Lantronix * Version {version}" fair
  source   "rapid7/recog, xml/snmp_sysdescr.xml"
  example  system_description "Lantronix UDS1100 Version V6.5/0(070919)" gives version "V6.5/0(070919)"
  counter  system_description "Cisco IOS Software Version 15.0"

device lantronix.http
  vendor   "Lantronix"
  match    http_server like "Gordian Embedded*" fair
  source   "urbanadventurer/WhatWeb, plugins/Lantronix-Device.rb"
  example  http_server "Gordian Embedded2.0"
  counter  http_server "Embedded HTTPD"

device digi.connect-sp
  class    serial-device-server
  vendor   "Digi International"
  model    "Digi Connect SP"
  match    inventory_model is "Digi Connect SP" strong
  match    system_description like "Digi Connect SP Version {version} *" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml; Digi Connect SP: one serial port"
  example  inventory_model "Digi Connect SP"
  example  system_description "Digi Connect SP Version 82000856_F6 07/21/2006" gives version "82000856_F6"
  counter  inventory_model "Digi Connect WAN"

device digi.connect
  vendor   "Digi International"
  match    system_description like "Digi Connect *Version {version} *" fair
  source   "rapid7/recog, xml/snmp_sysdescr.xml"
  example  system_description "Digi Connect ES serie 800 SB Version 82002147_A 02/14/2011" gives version "82002147_A"
  counter  system_description "Digital Connect Version 8 x"

device silex.ftp
  vendor   "Silex"
  match    ftp_banner like "silex {model} Ver {version} FTP server*" strong
  source   "rapid7/recog, xml/ftp_banners.xml"
  example  ftp_banner "silex SX-500-1033 Ver 1.2.4 FTP server." gives version "1.2.4"
  counter  ftp_banner "vsFTPd 3.0.3"

device silex.sx-500
  class    serial-device-server
  vendor   "Silex"
  match    ftp_banner like "silex SX-5*" strong
  source   "silex technology, SX-500 series: serial device servers; rapid7/recog, xml/ftp_banners.xml"
  example  ftp_banner "silex SX-500-1033 Ver 1.2.4 FTP server."
  counter  ftp_banner "silex SX-DS-3000 Ver 1.0 FTP server."

device silex.telnet
  vendor   "Silex"
  match    telnet_banner like "*silex technology*" fair
  source   "rapid7/recog, xml/telnet_banners.xml"
  example  telnet_banner "Welcome to silex technology SX-500"
  counter  telnet_banner "Welcome to Moxa"
