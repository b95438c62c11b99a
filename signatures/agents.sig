# What agents of management, servers and telephones say of themselves: by the
# enterprise number of the maker in sysObjectID (a maker that sells little else
# gives the class), and by texts. Numbers of agents that others build in are left
# out: net-snmp, Broadcom, Microsoft, VMware.

device agent.cisco
  vendor   "Cisco"
  match    snmp_object_id under 1.3.6.1.4.1.9 strong
  match    snmp_engine_enterprise is 9 fair
  source   "iana.org/assignments/enterprise-numbers: 9, ciscoSystems"
  example  snmp_object_id 1.3.6.1.4.1.9.1.1
  example  snmp_engine_enterprise 9
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.cisco-wireless
  class    wireless
  vendor   "Cisco"
  match    snmp_object_id under 1.3.6.1.4.1.14179 strong
  source   "iana.org/assignments/enterprise-numbers: 14179, Airespace, now of Cisco"
  example  snmp_object_id 1.3.6.1.4.1.14179.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.juniper
  class    network
  vendor   "Juniper"
  match    snmp_object_id under 1.3.6.1.4.1.2636 strong
  match    snmp_engine_enterprise is 2636 fair
  source   "iana.org/assignments/enterprise-numbers: 2636, Juniper Networks"
  example  snmp_object_id 1.3.6.1.4.1.2636.1.1
  example  snmp_engine_enterprise 2636
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.arista
  class    network
  vendor   "Arista"
  match    snmp_object_id under 1.3.6.1.4.1.30065 strong
  match    snmp_engine_enterprise is 30065 fair
  source   "iana.org/assignments/enterprise-numbers: 30065, Arista Networks"
  example  snmp_object_id 1.3.6.1.4.1.30065.1.1
  example  snmp_engine_enterprise 30065
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.extreme
  class    network
  vendor   "Extreme Networks"
  match    snmp_object_id under 1.3.6.1.4.1.1916 strong
  match    snmp_engine_enterprise is 1916 fair
  source   "iana.org/assignments/enterprise-numbers: 1916, Extreme Networks"
  example  snmp_object_id 1.3.6.1.4.1.1916.1.1
  example  snmp_engine_enterprise 1916
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.brocade
  class    network
  vendor   "Brocade"
  match    snmp_object_id under 1.3.6.1.4.1.1991 strong
  source   "iana.org/assignments/enterprise-numbers: 1991, Brocade, once Foundry"
  example  snmp_object_id 1.3.6.1.4.1.1991.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.h3c
  class    network
  vendor   "H3C"
  match    snmp_object_id under 1.3.6.1.4.1.25506 strong
  source   "iana.org/assignments/enterprise-numbers: 25506, H3C"
  example  snmp_object_id 1.3.6.1.4.1.25506.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.huawei
  vendor   "Huawei"
  match    snmp_object_id under 1.3.6.1.4.1.2011 strong
  source   "iana.org/assignments/enterprise-numbers: 2011, Huawei"
  example  snmp_object_id 1.3.6.1.4.1.2011.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.fortinet
  class    network
  vendor   "Fortinet"
  match    snmp_object_id under 1.3.6.1.4.1.12356 strong
  match    snmp_engine_enterprise is 12356 fair
  source   "iana.org/assignments/enterprise-numbers: 12356, Fortinet"
  example  snmp_object_id 1.3.6.1.4.1.12356.1.1
  example  snmp_engine_enterprise 12356
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.palo-alto
  class    network
  vendor   "Palo Alto Networks"
  match    snmp_object_id under 1.3.6.1.4.1.25461 strong
  source   "iana.org/assignments/enterprise-numbers: 25461, Palo Alto Networks"
  example  snmp_object_id 1.3.6.1.4.1.25461.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.sonicwall
  class    network
  vendor   "SonicWall"
  match    snmp_object_id under 1.3.6.1.4.1.8741 strong
  source   "iana.org/assignments/enterprise-numbers: 8741, SonicWall"
  example  snmp_object_id 1.3.6.1.4.1.8741.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.mikrotik
  class    network
  vendor   "MikroTik"
  match    snmp_object_id under 1.3.6.1.4.1.14988 strong
  match    snmp_engine_enterprise is 14988 fair
  source   "iana.org/assignments/enterprise-numbers: 14988, MikroTik"
  example  snmp_object_id 1.3.6.1.4.1.14988.1.1
  example  snmp_engine_enterprise 14988
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.zyxel
  vendor   "Zyxel"
  match    snmp_object_id under 1.3.6.1.4.1.890 strong
  source   "iana.org/assignments/enterprise-numbers: 890, ZyXEL"
  example  snmp_object_id 1.3.6.1.4.1.890.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.d-link
  vendor   "D-Link"
  match    snmp_object_id under 1.3.6.1.4.1.171 strong
  source   "iana.org/assignments/enterprise-numbers: 171, D-Link"
  example  snmp_object_id 1.3.6.1.4.1.171.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.netgear
  vendor   "Netgear"
  match    snmp_object_id under 1.3.6.1.4.1.4526 strong
  source   "iana.org/assignments/enterprise-numbers: 4526, Netgear"
  example  snmp_object_id 1.3.6.1.4.1.4526.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.allied-telesis
  class    network
  vendor   "Allied Telesis"
  match    snmp_object_id under 1.3.6.1.4.1.207 strong
  source   "iana.org/assignments/enterprise-numbers: 207, Allied Telesis"
  example  snmp_object_id 1.3.6.1.4.1.207.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.aruba
  vendor   "Aruba"
  match    snmp_object_id under 1.3.6.1.4.1.14823 strong
  match    snmp_engine_enterprise is 14823 fair
  source   "iana.org/assignments/enterprise-numbers: 14823, Aruba"
  example  snmp_object_id 1.3.6.1.4.1.14823.1.1
  example  snmp_engine_enterprise 14823
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.aruba-wireless
  class    wireless
  match    snmp_object_id under 1.3.6.1.4.1.14823.1.1 fair
  match    snmp_object_id under 1.3.6.1.4.1.14823.1.2 fair
  source   "DataDog/integrations-core, snmp profiles: aruba-mobility-controller 14823.1.1.50, aruba-access-point 14823.1.2.80; some of the first are switches"
  example  snmp_object_id 1.3.6.1.4.1.14823.1.1.32
  example  snmp_object_id 1.3.6.1.4.1.14823.1.2.80
  counter  snmp_object_id 1.3.6.1.4.1.14823.1.6.1

device agent.ruckus
  class    wireless
  vendor   "Ruckus"
  match    snmp_object_id under 1.3.6.1.4.1.25053 strong
  source   "iana.org/assignments/enterprise-numbers: 25053, Ruckus Wireless"
  example  snmp_object_id 1.3.6.1.4.1.25053.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.ubiquiti
  vendor   "Ubiquiti"
  match    snmp_object_id under 1.3.6.1.4.1.41112 strong
  source   "iana.org/assignments/enterprise-numbers: 41112, Ubiquiti Networks"
  example  snmp_object_id 1.3.6.1.4.1.41112.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.meraki
  vendor   "Cisco Meraki"
  match    snmp_object_id under 1.3.6.1.4.1.29671 strong
  source   "iana.org/assignments/enterprise-numbers: 29671, Meraki Networks"
  example  snmp_object_id 1.3.6.1.4.1.29671.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.printer
  class    printer
  match    snmp_printer is 1 strong
  source   "RFC 3805 2.2: the Printer MIB is that of printers"
  example  snmp_printer 1
  counter  snmp_printer 0

device agent.hp-printer
  class    printer
  vendor   "HP"
  match    snmp_object_id under 1.3.6.1.4.1.11.2.3.9 strong
  source   "iana.org/assignments/enterprise-numbers: 11, Hewlett-Packard; 11.2.3.9.1 in public test data of HP LaserJet MFP M130nw"
  example  snmp_object_id 1.3.6.1.4.1.11.2.3.9.1.1
  counter  snmp_object_id 1.3.6.1.4.1.11.2.3.7.11.45

device agent.hp-switch
  class    network
  vendor   "HP"
  match    snmp_object_id under 1.3.6.1.4.1.11.2.3.7.11 strong
  source   "iana.org/assignments/enterprise-numbers: 11, Hewlett-Packard; 11.2.3.7.11.157 in public test data of HP J9773A 2530-24G-PoEP Switch"
  example  snmp_object_id 1.3.6.1.4.1.11.2.3.7.11.1.1
  counter  snmp_object_id 1.3.6.1.4.1.11.2.3.9.1

device agent.brother
  class    printer
  vendor   "Brother"
  match    snmp_object_id under 1.3.6.1.4.1.2435 strong
  match    snmp_engine_enterprise is 2435 fair
  source   "iana.org/assignments/enterprise-numbers: 2435, Brother Industries"
  example  snmp_object_id 1.3.6.1.4.1.2435.1.1
  example  snmp_engine_enterprise 2435
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.lexmark
  class    printer
  vendor   "Lexmark"
  match    snmp_object_id under 1.3.6.1.4.1.641 strong
  source   "iana.org/assignments/enterprise-numbers: 641, Lexmark International"
  example  snmp_object_id 1.3.6.1.4.1.641.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.kyocera
  class    printer
  vendor   "Kyocera"
  match    snmp_object_id under 1.3.6.1.4.1.1347 strong
  source   "iana.org/assignments/enterprise-numbers: 1347, Kyocera"
  example  snmp_object_id 1.3.6.1.4.1.1347.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.xerox
  class    printer
  vendor   "Xerox"
  match    snmp_object_id under 1.3.6.1.4.1.253 strong
  source   "iana.org/assignments/enterprise-numbers: 253, Xerox"
  example  snmp_object_id 1.3.6.1.4.1.253.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.ricoh
  class    printer
  vendor   "Ricoh"
  match    snmp_object_id under 1.3.6.1.4.1.367.1.1 strong
  source   "iana.org/assignments/enterprise-numbers: 367, Ricoh; 367.1.1 is its printer agent in Checkmk, printer_supply_ricoh"
  example  snmp_object_id 1.3.6.1.4.1.367.1.1.1.1
  counter  snmp_object_id 1.3.6.1.4.1.367.3.1

device agent.epson
  vendor   "Epson"
  match    snmp_object_id under 1.3.6.1.4.1.1248 strong
  source   "iana.org/assignments/enterprise-numbers: 1248, Seiko Epson"
  example  snmp_object_id 1.3.6.1.4.1.1248.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.canon
  vendor   "Canon"
  match    snmp_object_id under 1.3.6.1.4.1.1602 strong
  source   "iana.org/assignments/enterprise-numbers: 1602, Canon"
  example  snmp_object_id 1.3.6.1.4.1.1602.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.konica-minolta
  class    printer
  vendor   "Konica Minolta"
  match    snmp_object_id under 1.3.6.1.4.1.18334.1.1 strong
  source   "iana.org/assignments/enterprise-numbers: 18334, Konica Minolta; 18334.1.1 is where its printers count pages"
  example  snmp_object_id 1.3.6.1.4.1.18334.1.1.1.1
  counter  snmp_object_id 1.3.6.1.4.1.18334.2.1

device agent.zebra
  vendor   "Zebra"
  match    snmp_object_id under 1.3.6.1.4.1.10642 strong
  source   "iana.org/assignments/enterprise-numbers: 10642, Zebra Technologies"
  example  snmp_object_id 1.3.6.1.4.1.10642.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.apc
  class    power
  vendor   "APC"
  match    snmp_object_id under 1.3.6.1.4.1.318.1 strong
  match    snmp_engine_enterprise is 318 fair
  source   "iana.org/assignments/enterprise-numbers: 318, American Power Conversion; PowerNet-MIB"
  example  snmp_object_id 1.3.6.1.4.1.318.1.1.1
  example  snmp_engine_enterprise 318
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072

device agent.eaton
  class    power
  vendor   "Eaton"
  match    snmp_object_id under 1.3.6.1.4.1.534.1 strong
  match    snmp_object_id under 1.3.6.1.4.1.534.6 strong
  match    snmp_object_id under 1.3.6.1.4.1.534.10 strong
  source   "iana.org/assignments/enterprise-numbers: 534, Eaton; XUPS-MIB, EATON-EPDU-MIB, EATON-ATS2-MIB"
  example  snmp_object_id 1.3.6.1.4.1.534.1.1.1
  example  snmp_object_id 1.3.6.1.4.1.534.6.1.1
  example  snmp_object_id 1.3.6.1.4.1.534.10.1.1
  counter  snmp_object_id 1.3.6.1.4.1.534.99.1

device agent.vertiv
  vendor   "Vertiv"
  match    snmp_object_id under 1.3.6.1.4.1.476 strong
  source   "iana.org/assignments/enterprise-numbers: 476, Vertiv, once Liebert"
  example  snmp_object_id 1.3.6.1.4.1.476.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.compaq
  vendor   "HP"
  match    snmp_object_id under 1.3.6.1.4.1.232 strong
  source   "iana.org/assignments/enterprise-numbers: 232, Compaq"
  example  snmp_object_id 1.3.6.1.4.1.232.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.netapp
  class    file-server
  vendor   "NetApp"
  match    snmp_object_id under 1.3.6.1.4.1.789 strong
  source   "iana.org/assignments/enterprise-numbers: 789, Network Appliance Corporation"
  example  snmp_object_id 1.3.6.1.4.1.789.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.moxa
  vendor   "Moxa"
  match    snmp_object_id under 1.3.6.1.4.1.8691 strong
  source   "iana.org/assignments/enterprise-numbers: 8691, Moxa Technologies"
  example  snmp_object_id 1.3.6.1.4.1.8691.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.hirschmann
  vendor   "Hirschmann"
  match    snmp_object_id under 1.3.6.1.4.1.248 strong
  source   "iana.org/assignments/enterprise-numbers: 248, Richard Hirschmann GmbH & Co."
  example  snmp_object_id 1.3.6.1.4.1.248.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.axis
  vendor   "Axis"
  match    snmp_object_id under 1.3.6.1.4.1.368 strong
  source   "iana.org/assignments/enterprise-numbers: 368, Axis Communications"
  example  snmp_object_id 1.3.6.1.4.1.368.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.hikvision
  vendor   "Hikvision"
  match    snmp_object_id under 1.3.6.1.4.1.39165 strong
  source   "iana.org/assignments/enterprise-numbers: 39165, Hikvision"
  example  snmp_object_id 1.3.6.1.4.1.39165.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.synology
  class    file-server
  vendor   "Synology"
  match    snmp_object_id under 1.3.6.1.4.1.6574 strong
  source   "iana.org/assignments/enterprise-numbers: 6574, Synology"
  example  snmp_object_id 1.3.6.1.4.1.6574.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.qnap
  class    file-server
  vendor   "QNAP"
  match    snmp_object_id under 1.3.6.1.4.1.24681 strong
  source   "iana.org/assignments/enterprise-numbers: 24681, QNAP Systems"
  example  snmp_object_id 1.3.6.1.4.1.24681.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device agent.dell
  vendor   "Dell"
  match    snmp_object_id under 1.3.6.1.4.1.674 strong
  source   "iana.org/assignments/enterprise-numbers: 674, Dell"
  example  snmp_object_id 1.3.6.1.4.1.674.1.1
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10

device cisco.ios-old
  class    network
  vendor   "Cisco"
  match    system_description like "Cisco Internetwork Operating System Software*" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Cisco IOS; observed: captures of arkime, mpls-basic.pcap"
  example  system_description "Cisco Internetwork Operating System Software IOS (tm) C2600 Software (C2600-I-M), Version 12.0(3)T3, RELEASE SOFTWARE (fc1)"
  counter  system_description "Cisco IOS Software, C2960X Software, Version 15.2(2)E6"

device cisco.ios-old-version
  match    system_description like "Cisco Internetwork Operating System Software*, Version {version}, *" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Cisco IOS"
  example  system_description "Cisco Internetwork Operating System Software IOS (tm) C2600 Software (C2600-I-M), Version 12.0(3)T3, RELEASE SOFTWARE (fc1)" gives version "12.0(3)T3"
  counter  system_description "Cisco Internetwork Operating System Software IOS (tm) 7200 Software (C7200-P-M), Experimental Version 12.1(20000209:213648) [ashokn"

device cisco.nx-os
  class    network
  vendor   "Cisco"
  match    system_description like "Cisco NX-OS(tm) *, Version {version}, *" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Cisco NX-OS/SAN-OS"
  example  system_description "Cisco NX-OS(tm) m9100, Software (m9100-s2ek9-mz), Version 5.0(4), RELEASE SOFTWARE Copyright (c) 2002-2010 by Cisco Systems, Inc." gives version "5.0(4)"
  counter  system_description "Cisco IOS Software, C2960X Software, Version 15.2(2)E6"

device cisco.ios-xr
  class    network
  vendor   "Cisco"
  match    system_description like "Cisco IOS XR Software *Version {version}*" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Cisco IOS XR Software"
  example  system_description "Cisco IOS XR Software (ASR9K), Version 7.4.1 Copyright (c) 2013-2021 by Cisco Systems, Inc." gives version "7.4.1"
  counter  system_description "Cisco IOS Software, C2960X Software, Version 15.2(2)E6"

device cisco.asa-snmp
  class    network
  vendor   "Cisco"
  match    system_description like "Cisco Adaptive Security Appliance Version {version}" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Cisco Adaptive Security Appliance"
  example  system_description "Cisco Adaptive Security Appliance Version 7.2(4)17" gives version "7.2(4)17"
  counter  system_description "Cisco Controller"

device cisco.controller-snmp
  class    wireless
  vendor   "Cisco"
  match    system_description is "Cisco Controller" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Cisco Controller"
  example  system_description "Cisco Controller"
  counter  system_description "Cisco Controller 2"

device hp.procurve
  class    network
  vendor   "HP"
  match    system_description like "ProCurve J* Switch *, revision {version}, ROM *" strong
  source   "observed: captures of arkime, wireshark-lldp.pcap"
  example  system_description "ProCurve J8762A Switch 2600-8-PWR, revision H.08.89, ROM H.08.5X (/sw/code/build/fish(ts_08_5))" gives version "H.08.89"
  counter  system_description "ProCurve"

device hp.switch
  class    network
  vendor   "HP"
  match    system_description like "HP J* Switch*" strong
  source   "public test data: HP J9773A 2530-24G-PoEP Switch with sysObjectID 11.2.3.7.11.157"
  example  system_description "HP J9773A 2530-24G-PoEP Switch"
  counter  system_description "HP JetDirect"

device juniper.junos
  class    network
  vendor   "Juniper"
  match    system_description like "Juniper Networks, Inc. {model} *, kernel JUNOS {version}*" strong
  match    system_description like "Juniper Networks, Inc. {model} *, version {version} Build date: *" strong
  source   "DataDog/integrations-core, snmp tests: ex2200-24t-4g internet router, kernel JUNOS; FusionInventory, test data: ex2200-24t-4g , version 10.1R1.8"
  example  system_description "Juniper Networks, Inc. ex2200-24t-4g internet router, kernel JUNOS 10.2R1.8 #0: 2010-05-27 20:13:49 UTC" gives version "10.2R1.8"
  example  system_description "Juniper Networks, Inc. ex2200-24t-4g , version 10.1R1.8 Build date: 2010-02-12 16:59:31 UTC" gives model "ex2200-24t-4g"
  counter  system_description "Juniper Networks, Inc."

device extreme.xos
  class    network
  vendor   "Extreme Networks"
  match    system_description like "ExtremeXOS version {version} *" strong
  match    system_description like "ExtremeXOS (*) version {version} *" strong
  match    system_description like "Summit* - Version {version} * by Release_Master *" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Extreme Networks Switches; observed: captures of arkime, wireshark-lldp.pcap"
  example  system_description "ExtremeXOS version 11.6.3.5 v1163b5 by release-manager on Sun Sep 9 10:46:16 PDT 2007" gives version "11.6.3.5"
  example  system_description "ExtremeXOS (X460-24x) version 15.6.1.4 v1561b4 by release-manager on Tue Sep 30 14:06:19 EDT 2014" gives version "15.6.1.4"
  example  system_description "Summit300-48 - Version 7.4e.1 (Build 5) by Release_Master 05/27/05 04:53:11" gives version "7.4e.1"
  counter  system_description "Summit300-48"

device foundry.ironware
  class    network
  vendor   "Brocade"
  match    system_description like "Foundry Networks, Inc. *, IronWare Version {version} *" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Foundry Networks IronWare Switches; bought by Brocade"
  example  system_description "Foundry Networks, Inc. BigIron 8000 Router, IronWare Version 08.0.01tT53 Compiled on Mar 04 2009 at 22:12:06 labeled as B2R08001t" gives version "08.0.01tT53"
  counter  system_description "Foundry Networks EdgeIron 24G"

device avaya.ers
  class    network
  vendor   "Avaya"
  match    system_description like "Ethernet Routing Switch *SW:v{version} BN:* (c) Avaya Networks" strong
  source   "rapid7/recog, xml/snmp_sysdescr.xml: Avaya Routing Switch"
  example  system_description "Ethernet Routing Switch 4550T-PWR HW:01 FW:5.3.0.3 SW:v5.6.0.008 BN:08 (c) Avaya Networks" gives version "5.6.0.008"
  counter  system_description "Ethernet Routing Switch"

device brother.snmp
  class    printer
  vendor   "Brother"
  match    system_description like "Brother NC-*, Firmware Ver.*,MID *" strong
  source   "FusionInventory, test data of printers: Brother NC-6400h, Firmware Ver.1.01 (05.08.31),MID 84UZ92"
  example  system_description "Brother NC-6400h, Firmware Ver.1.01 (05.08.31),MID 84UZ92"
  counter  system_description "Brother NC-340"

device hp.jetdirect-serial
  match    system_description like "HP ETHERNET MULTI-ENVIRONMENT,SN:{serial},FN:*" strong
  source   "Greenbone, HP printer detection (SNMP): HP ETHERNET MULTI-ENVIRONMENT,SN:CNBRP2T30V,FN:57467TK,SVCID:31114,PID:HP Neverstop Laser MFP 1200w"
  example  system_description "HP ETHERNET MULTI-ENVIRONMENT,SN:CNBRP2T30V,FN:57467TK,SVCID:31114,PID:HP Neverstop Laser MFP 1200w" gives serial "CNBRP2T30V"
  counter  system_description "HP ETHERNET MULTI-ENVIRONMENT,ROM A.25.80,JETDIRECT,JD117,EEPROM V.28.22,CIDATE 08/09/2006"

device hp.http-server
  class    printer
  vendor   "HP"
  match    http_server like "HP HTTP Server; HP *; Serial Number: {serial};*" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/HP $1 printer http config/ i/Serial $2/"
  example  http_server "HP HTTP Server; HP Photosmart C309a series - CD055A; Serial Number: MY95M3Q0FK052X; Chester Built:Tue Jan 26, 2010" gives serial "MY95M3Q0FK052X"
  counter  http_server "HP HTTP Server"

device lexmark.dhcp-full
  match    dhcp_vendor_class like "Mfg=LEXMARK;Typ=*;Mod=Lexmark {model};Ser={serial};" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Lexmark Printer"
  example  dhcp_vendor_class "Mfg=LEXMARK;Typ=MFP;Mod=Lexmark MX410de;Ser=12345ABC6D7EF;" gives model "MX410de"
  counter  dhcp_vendor_class "Mfg=LEXMARK;Typ=MFP;Mod=Lexmark"

device hp.dhcp-serial
  match    dhcp_vendor_class like "Mfg=Hewlett Packard;Typ=Printer;Mod=*;Ser={serial};" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: HP Multifunction Printer"
  example  dhcp_vendor_class "Mfg=Hewlett Packard;Typ=Printer;Mod=HP LaserJet 400 M401dne;Ser=ABCDE12345;" gives serial "ABCDE12345"
  counter  dhcp_vendor_class "Mfg=Hewlett Packard;Typ=Printer;Mod=HP LaserJet"

device cisco.small-business
  class    network
  vendor   "Cisco"
  match    inventory_model like "SG 200-*" strong
  source   "lldpd/lldpd, tests/integration/data/sg200.pcap"
  example  inventory_model "SG 200-08P"
  counter  inventory_model "SG200"

device sip.polycom-phone
  class    phone
  vendor   "Polycom"
  match    sip_product like "*PolycomVVX-{model}-UA/{version}" strong
  match    sip_product like "*PolycomSoundPointIP-{model}-UA/{version}" strong
  match    sip_product like "*PolycomSoundStationIP-{model}-UA/{version}" strong
  match    sip_product like "*PolycomRealPresenceTrio-{model}-UA/{version}" strong
  source   "rapid7/recog, xml/sip_user_agents.xml: Polycom VoIP phones, Trio; nmap 7.93, nmap-service-probes: match sip, p/Polycom SoundPoint"
  example  sip_product "Polycom/5.5.0.23866 PolycomVVX-VVX_501-UA/5.5.0.23866" gives model "VVX_501"
  example  sip_product "PolycomSoundPointIP-SPIP_670-UA/4.0.7.2514" gives model "SPIP_670"
  example  sip_product "PolycomSoundStationIP-SSIP_7000-UA/4.0.8.1608" gives version "4.0.8.1608"
  example  sip_product "PolycomRealPresenceTrio-Trio_8800-UA/5.4.0.12197"
  counter  sip_product "Polycom HDX 9006 (Release - 3.0.6-37004)"

device sip.polycom-video
  class    video-conference
  vendor   "Polycom"
  match    sip_product like "Polycom HDX *" strong
  match    sip_product like "PolycomHDX*" strong
  match    sip_product like "PolycomRealPresenceGroup{model}/{version}" strong
  source   "rapid7/recog, xml/sip_user_agents.xml: Polycom HDX, RealPresence Group Video Conferencing"
  example  sip_product "Polycom HDX 9006 (Release - 3.0.6-37004)"
  example  sip_product PolycomHDX4000/3.1.0
  example  sip_product PolycomRealPresenceGroup700/6.2.0 gives version "6.2.0"
  counter  sip_product PolycomVVX-VVX_350-UA/5.8.0.13337

device sip.mitel
  class    phone
  vendor   "Mitel"
  match    sip_product like "Mitel-{model}-SIP-Phone {version} *" strong
  source   "rapid7/recog, xml/sip_user_agents.xml: Mitel SIP Phones"
  example  sip_product "Mitel-5320-SIP-Phone 06.05.00.11 010203040506" gives model "5320"
  counter  sip_product "Mitel Border GW/4.0.0.9"

device sip.snom
  class    phone
  vendor   "Snom"
  match    sip_product like "snom{model}/{version}" strong
  source   "nmap 7.93, nmap-service-probes: match sip, p/Snom $1 VoIP phone/"
  example  sip_product snom370/8.4.35 gives model "370"
  counter  sip_product "snom embedded"

device sip.tandberg
  class    video-conference
  vendor   "Cisco"
  match    sip_product like "TANDBERG/* (*)" fair
  source   "nmap 7.93, nmap-service-probes: match sip, p/Tandberg-$1 VoIP server/; Tandberg is of Cisco"
  example  sip_product "TANDBERG/81 (F6.3 NTSC)"
  counter  sip_product TANDBERG

device sip.cisco-gateway
  class    network
  vendor   "Cisco"
  match    sip_product like "Cisco-SIPGateway/IOS-*" strong
  source   "rapid7/recog, xml/sip_user_agents.xml: Cisco SIPGateway"
  example  sip_product Cisco-SIPGateway/IOS-12.x
  counter  sip_product "Cisco-CP7960G/8.0"

# Management controllers of servers, by the maker's number in IPMI (Get Device ID,
# presence pong). That of American Megatrends, whose firmware others build in, is
# left out.

device controller.dell
  vendor   "Dell"
  match    ipmi_vendor_id is 674 fair
  source   "iana.org/assignments/enterprise-numbers: 674, Dell Inc.; IPMI 2.0 20.1"
  example  ipmi_vendor_id 674
  counter  ipmi_vendor_id 20974

device controller.hp
  vendor   "HP"
  match    ipmi_vendor_id is 11 fair
  source   "iana.org/assignments/enterprise-numbers: 11, Hewlett-Packard; IPMI 2.0 20.1"
  example  ipmi_vendor_id 11
  counter  ipmi_vendor_id 20974

device controller.hpe
  vendor   "HPE"
  match    ipmi_vendor_id is 47196 fair
  source   "iana.org/assignments/enterprise-numbers: 47196, Hewlett Packard Enterprise; IPMI 2.0 20.1"
  example  ipmi_vendor_id 47196
  counter  ipmi_vendor_id 20974

device controller.ibm
  vendor   "IBM"
  match    ipmi_vendor_id is 2 fair
  source   "iana.org/assignments/enterprise-numbers: 2, IBM; IPMI 2.0 20.1"
  example  ipmi_vendor_id 2
  counter  ipmi_vendor_id 20974

device controller.intel
  vendor   "Intel"
  match    ipmi_vendor_id is 343 fair
  source   "iana.org/assignments/enterprise-numbers: 343, Intel Corporation; IPMI 2.0 20.1"
  example  ipmi_vendor_id 343
  counter  ipmi_vendor_id 20974

device controller.supermicro
  vendor   "Supermicro"
  match    ipmi_vendor_id is 10876 fair
  source   "iana.org/assignments/enterprise-numbers: 10876, Super Micro Computer Inc.; IPMI 2.0 20.1"
  example  ipmi_vendor_id 10876
  counter  ipmi_vendor_id 20974

device controller.lenovo
  vendor   "Lenovo"
  match    ipmi_vendor_id is 19046 fair
  source   "iana.org/assignments/enterprise-numbers: 19046, Lenovo Enterprise Business Group; IPMI 2.0 20.1"
  example  ipmi_vendor_id 19046
  counter  ipmi_vendor_id 20974

device controller.fujitsu
  vendor   "Fujitsu"
  match    ipmi_vendor_id is 10368 fair
  source   "iana.org/assignments/enterprise-numbers: 10368, Fujitsu Technology Solutions GmbH; IPMI 2.0 20.1"
  example  ipmi_vendor_id 10368
  counter  ipmi_vendor_id 20974

device controller.cisco
  vendor   "Cisco"
  match    ipmi_vendor_id is 5771 fair
  source   "iana.org/assignments/enterprise-numbers: 5771, Cisco Systems, Inc.; IPMI 2.0 20.1"
  example  ipmi_vendor_id 5771
  counter  ipmi_vendor_id 20974

device controller.huawei
  vendor   "Huawei"
  match    ipmi_vendor_id is 2011 fair
  source   "iana.org/assignments/enterprise-numbers: 2011, HUAWEI Technology Co.,Ltd; IPMI 2.0 20.1"
  example  ipmi_vendor_id 2011
  counter  ipmi_vendor_id 20974

device controller.quanta
  vendor   "Quanta"
  match    ipmi_vendor_id is 7244 fair
  source   "iana.org/assignments/enterprise-numbers: 7244, Quanta Computer Inc.; IPMI 2.0 20.1"
  example  ipmi_vendor_id 7244
  counter  ipmi_vendor_id 20974

device controller.asrock-rack
  vendor   "ASRock Rack"
  match    ipmi_vendor_id is 49622 fair
  source   "iana.org/assignments/enterprise-numbers: 49622, ASRock Rack Incorporation; IPMI 2.0 20.1"
  example  ipmi_vendor_id 49622
  counter  ipmi_vendor_id 20974
