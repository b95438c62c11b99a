# Printers, cameras, telephones, power and network: what stands between and
# beside the clinical devices. Texts marked "nmap" and "recog" stand in the
# service fingerprints of those projects; of nmap the expression, after which
# the example is made.

device zebra.zd620
  class    label-printer
  vendor   "Zebra"
  model    "ZD620"
  match    system_description like "Zebra Technologies ZTC ZD620*" strong
  source   "observed: SNMP sysDescr, lab capture 07-snmp"
  example  system_description "Zebra Technologies ZTC ZD620-203dpi ZPL V84.20.18Z"
  counter  system_description "Zebra Technologies ZTC ZT410"

device zebra.firmware
  class    label-printer
  vendor   "Zebra"
  match    system_description like "Zebra Technologies ZTC *V{version}" weak
  source   "observed: SNMP sysDescr, lab capture 07-snmp"
  example  system_description "Zebra Technologies ZTC ZD620-203dpi ZPL V84.20.18Z" gives version "84.20.18Z"
  counter  system_description "Zebra printer"

device cisco.ios
  class    network
  vendor   "Cisco"
  match    system_description like "Cisco IOS Software*Version {version}*" strong
  source   "CDP and LLDP texts of Cisco IOS; observed in lab capture 12"
  example  system_description "Cisco IOS Software, C2960X Software, Version 15.2(2)E6" gives version "15.2(2)E6"
  counter  system_description "Linux 5.10"

device cisco.catalyst
  class    network
  vendor   "Cisco"
  match    platform like "WS-C*" strong
  source   "CDP platform names of Catalyst switches; observed in lab capture 12"
  example  platform WS-C2960X-48FPD-L
  counter  platform "Linux"

device samba
  class    file-server
  match    smb_native_lanman like "Samba *" fair
  source   "Samba's native LAN manager text; observed in lab capture 08"
  example  smb_native_lanman "Samba 4.17.12-Debian"
  counter  smb_native_lanman "Windows 2000 LAN Manager"

device axis.camera
  class    camera
  vendor   "Axis"
  match    ftp_banner like "AXIS * Network Camera*" strong
  match    dhcp_vendor_class like "AXIS,Network Camera,{model},{version}" strong
  match    system_description like "; AXIS {model}; Network Camera; {version};*" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Axis $1 Network Camera ftpd/; rapid7/recog, xml/dhcp_vendor_class.xml: AXIS,Network Camera,P3343,5.20.3; librenms/librenms, tests/OSDiscoveryTest.php: ; AXIS 221; Network Camera; 4.30"
  example  ftp_banner "AXIS P3301 Network Camera 5.11.2 (2010) ready."
  example  dhcp_vendor_class "AXIS,Network Camera,P3343,5.20.3" gives model "P3343"
  example  system_description "; AXIS 221; Network Camera; 4.30; Nov 29 2005 11:18; 141; 1;" gives model "221"
  counter  ftp_banner "AXIS 1440 FTP Network Print Server V6.30"
  counter  dhcp_vendor_class "AXIS,Network Video Encoder,M7011,5.90.1"
  counter  system_description "; AXIS M7011; Network Video Encoder; 5.75.1; Mar 04 2015 10:10; 1FC;"

device axis.video-encoder
  class    camera
  vendor   "Axis"
  match    ftp_banner like "AXIS * Video Encoder *" strong
  match    dhcp_vendor_class like "AXIS,Network Video Encoder,{model},{version}" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/AXIS $1 video encoder ftpd/; rapid7/recog, xml/dhcp_vendor_class.xml: AXIS,Network Video Encoder,M7011,5.90.1"
  example  ftp_banner "AXIS M7001 Video Encoder 5.20 (2010) ready."
  example  dhcp_vendor_class "AXIS,Network Video Encoder,M7011,5.90.1" gives model "M7011"
  counter  dhcp_vendor_class "AXIS,Network Camera,P3343,5.20.3"

device axis.print-server
  class    printer
  vendor   "Axis"
  match    ftp_banner like "AXIS {model} FTP Network Print Server V{version} *" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/AXIS $1 print server ftpd/"
  example  ftp_banner "AXIS 5600 FTP Network Print Server V7.00 Jul 8 2004 ready." gives model "5600"
  counter  ftp_banner "AXIS P3301 Network Camera 5.11.2 (2010) ready."

device hikvision.camera
  class    camera
  vendor   "Hikvision"
  match    http_server in Hikvision-Webs DVRDVS-Webs DNVRS-Webs App-webs/ strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Hikvision camera httpd/, Server: Hikvision-Webs, DVRDVS-Webs, DNVRS-Webs, App-webs/"
  example  http_server Hikvision-Webs
  counter  http_server Webs

device sony.camera
  class    camera
  vendor   "Sony"
  match    http_realm like "Sony Network Camera {model}" strong
  source   "nmap 7.93, nmap-service-probes: match http, realm Sony Network Camera (SNC-...)"
  example  http_realm "Sony Network Camera SNC-DF70N" gives model "SNC-DF70N"
  counter  http_realm "Network Camera"

device zebra.print-server
  class    label-printer
  vendor   "Zebra"
  match    ftp_banner like "ZBR-* Version {version} ready." strong
  match    telnet_banner like "*ZebraNet * Configuration Utility*" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Zebra print server ftpd/; match telnet, ZebraNet PrintServer Configuration Utility"
  example  ftp_banner "ZBR-46687 Version 7.02 ready." gives version "7.02"
  example  telnet_banner "ZebraNet PrintServer Configuration Utility Type your password. Press Enter when finished."
  counter  ftp_banner "ZBX Version 7.02 ready."

device apc.management-card
  class    power
  vendor   "APC"
  match    ftp_banner like "*Network Management Card AOS v{version} FTP server ready." strong
  match    http_realm is "APC Management Card" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/APC AOS ftpd/; match http, realm APC Management Card"
  example  ftp_banner "AP9617 Network Management Card AOS v3.3.4 FTP server ready." gives version "3.3.4"
  example  http_realm "APC Management Card"
  counter  http_realm "Management Card"

device eaton.ups-web-card
  class    power
  match    http_realm is "UPS Web Card" strong
  source   "nmap 7.93, nmap-service-probes: match http, realm UPS Web Card, i/Eaton 9355 UPS http config/"
  example  http_realm "UPS Web Card"
  counter  http_realm "Web Card"

device apc.switched-rack-pdu
  class    power
  vendor   "APC"
  match    http_realm is "Switched Rack PDU" strong
  source   "nmap 7.93, nmap-service-probes: match http, realm Switched Rack PDU, i/APC switched rack PDU http config/"
  example  http_realm "Switched Rack PDU"
  counter  http_realm "Rack PDU"

device netbotz.appliance
  class    building-control
  vendor   "NetBotz"
  match    ftp_banner like "NetBotz FTP Server {version} ready." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/NetBotz network monitor ftpd/"
  example  ftp_banner "NetBotz FTP Server 2.4 ready." gives version "2.4"
  counter  ftp_banner "FTP Server 2.4 ready."

device tridium.niagara
  class    building-control
  vendor   "Tridium"
  match    http_server like "Niagara Web Server/{version}" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Tridium Niagara httpd/"
  example  http_server "Niagara Web Server/1.1" gives version "1.1"
  counter  http_server "Web Server/1.1"

device konica-minolta.bizhub
  class    printer
  vendor   "Konica Minolta"
  match    ftp_banner is "KONICA MINOLTA FTP server ready." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Konica Minolta bizhub printer ftpd/"
  example  ftp_banner "KONICA MINOLTA FTP server ready."
  counter  ftp_banner "FTP server ready."

device kyocera.fs
  class    printer
  vendor   "Kyocera"
  match    ftp_banner like "FS-{model} FTP server" strong
  match    http_server like "KM-MFP-http/V{version}" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Kyocera $1 printer ftpd/; match http, Server: KM-MFP-http/V"
  example  ftp_banner "FS-2020D FTP server"
  example  http_server KM-MFP-http/V0.0.1
  counter  ftp_banner "FS-01 FTP server (Version 6.4) ready."

device kyocera.taskalfa
  class    printer
  vendor   "Kyocera"
  match    ftp_banner like "TASKalfa * FTP server" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Kyocera TASKalfa copier ftpd/"
  example  ftp_banner "TASKalfa 3050ci FTP server"
  counter  ftp_banner "TASK FTP server"

device ricoh.aficio
  class    printer
  vendor   "Ricoh"
  match    ftp_banner like "RICOH Aficio * FTP server (*) ready." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Ricoh Aficio $1 printer ftpd/"
  example  ftp_banner "RICOH Aficio MP 3350 FTP server (9.02.1) ready."
  counter  ftp_banner "RICOH FTP server"

device xerox.workcentre
  class    printer
  vendor   "Xerox"
  match    ftp_banner like "Xerox WorkCentre {model} Ver {version} FTP server." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Xerox WorkCentre $1 ftpd/"
  example  ftp_banner "Xerox WorkCentre M20i Ver 1.00 FTP server." gives model "M20i"
  counter  ftp_banner "Xerox Phaser 3500"

device xerox.phaser
  class    printer
  vendor   "Xerox"
  match    ftp_banner like "Xerox Phaser {model}" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Xerox Phaser $1 printer ftpd/"
  example  ftp_banner "Xerox Phaser 3500" gives model "3500"
  counter  ftp_banner "Xerox WorkCentre M20i Ver 1.00 FTP server."

device xerox.dhcp
  class    printer
  vendor   "Xerox"
  match    dhcp_vendor_class like "Mfg=Xerox;Typ=*;Mod=*" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Mfg=Xerox;Typ=MFP;Mod=VersaLink C405;Ser=ABC123456;"
  example  dhcp_vendor_class "Mfg=Xerox;Typ=MFP;Mod=VersaLink C405;Ser=ABC123456;"
  counter  dhcp_vendor_class "Mfg=LEXMARK;Typ=MFP;Mod=Lexmark MX410de;"

device lexmark.dhcp
  class    printer
  vendor   "Lexmark"
  match    dhcp_vendor_class like "Mfg=LEXMARK;Typ=*;Mod=*" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Mfg=LEXMARK;Typ=MFP;Mod=Lexmark MX410de;Ser=12345ABC6D7EF;"
  example  dhcp_vendor_class "Mfg=LEXMARK;Typ=MFP;Mod=Lexmark MX410de;Ser=12345ABC6D7EF;"
  counter  dhcp_vendor_class "Mfg=Xerox;Typ=MFP;Mod=VersaLink C405;"

device lexmark.ftp
  class    printer
  vendor   "Lexmark"
  match    ftp_banner like "*Lexmark * FTP Server {version} ready." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Lexmark $2 printer ftpd/"
  example  ftp_banner "ET0020 Lexmark T640 FTP Server NS.NP.N212 ready." gives version "NS.NP.N212"
  counter  ftp_banner "MarkNet N7000e FTP Server 4.20 ready."

device hp.dhcp
  class    printer
  vendor   "HP"
  match    dhcp_vendor_class like "Mfg=Hewlett Packard;Typ=Printer;Mod=*" strong
  match    dhcp_vendor_class in "Hewlett-Packard JetDirect" "HP Printer" "Hewlett-Packard LaserJet" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Mfg=Hewlett Packard;Typ=Printer;Mod=HP LaserJet 400 M401dne;; Hewlett-Packard JetDirect"
  example  dhcp_vendor_class "Mfg=Hewlett Packard;Typ=Printer;Mod=HP LaserJet 400 M401dne;Ser=ABC1234567;"
  example  dhcp_vendor_class "Hewlett-Packard JetDirect"
  counter  dhcp_vendor_class "Hewlett-Packard OfficeConnect"

device hp.jetdirect
  class    printer
  vendor   "HP"
  match    ftp_banner like "JD FTP Server Ready*" strong
  match    http_server like "HP-ChaiServer/{version}" strong
  match    telnet_banner like "*HP JetDirect*" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/HP JetDirect ftpd/; match http, Server: HP-ChaiServer; match telnet, HP JetDirect"
  example  ftp_banner "JD FTP Server Ready"
  example  http_server HP-ChaiServer/3.0
  example  telnet_banner "HP JetDirect"
  counter  ftp_banner "FTP Server Ready"

device canon.imagerunner
  class    printer
  vendor   "Canon"
  match    dhcp_vendor_class like "Canon iR-ADV *" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Canon iR-ADV C5535 III"
  example  dhcp_vendor_class "Canon iR-ADV C5535 III"
  counter  dhcp_vendor_class "Canon D1600 Series"

device canon.office
  class    printer
  vendor   "Canon"
  match    dhcp_vendor_class like "Canon * Series" fair
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Canon D1600 Series"
  example  dhcp_vendor_class "Canon D1600 Series"
  counter  dhcp_vendor_class Canon

device samsung.printer
  class    printer
  vendor   "Samsung"
  match    dhcp_vendor_class is "SAMSUNG Network Printer" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: SAMSUNG Network Printer"
  example  dhcp_vendor_class "SAMSUNG Network Printer"
  counter  dhcp_vendor_class SAMSUNG

device sharp.printer
  class    printer
  vendor   "Sharp"
  match    ftp_banner like "SHARP {model} Ver {version} FTP server." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/SHARP $1 printer ftpd/"
  example  ftp_banner "SHARP MX-M350N Ver 01.05.00 FTP server." gives model "MX-M350N"
  counter  ftp_banner "Ver 01.05.00 FTP server."

device fuji-xerox.docuprint
  class    printer
  vendor   "Fuji Xerox"
  match    ftp_banner like "FUJI XEROX DocuPrint *" strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Fuji Xerox DocuPrint $1 ftpd/"
  example  ftp_banner "FUJI XEROX DocuPrint C2090 FS"
  counter  ftp_banner "FUJI XEROX"

device epson.printer
  class    printer
  vendor   "Epson"
  match    http_server like "EPSON-HTTP/{version}" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Epson printer httpd/"
  example  http_server EPSON-HTTP/1.0 gives version "1.0"
  counter  http_server HTTP/1.0

device brother.printer
  class    printer
  match    http_server like "debut/{version}" fair
  source   "nmap 7.93, nmap-service-probes: match http, p/Debut embedded httpd/, i|Brother/HP printer http admin|"
  example  http_server debut/1.20 gives version "1.20"
  counter  http_server debian/1.20

device polycom.vvx
  class    phone
  vendor   "Polycom"
  match    dhcp_vendor_class like "Polycom-VVX*" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Polycom-VVX410"
  example  dhcp_vendor_class Polycom-VVX410
  counter  dhcp_vendor_class Polycom-SSIP

device polycom.soundpoint
  class    phone
  vendor   "Polycom"
  match    http_server is "Polycom SoundPoint IP Telephone HTTPd" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Polycom SoundPoint VoIP phone http config/"
  example  http_server "Polycom SoundPoint IP Telephone HTTPd"
  counter  http_server Polycom

device cisco.ip-phone
  class    phone
  vendor   "Cisco"
  match    dhcp_vendor_class like "Cisco Systems, Inc. IP Phone {model}" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Cisco Systems, Inc. IP Phone CP-8865NR"
  example  dhcp_vendor_class "Cisco Systems, Inc. IP Phone CP-8865NR" gives model "CP-8865NR"
  counter  dhcp_vendor_class "Cisco AP c1830"

device cisco.wireless-phone
  class    phone
  vendor   "Cisco"
  match    dhcp_vendor_class like "Cisco Systems Inc. Wireless Phone {model}" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Cisco Systems Inc. Wireless Phone 7925G"
  example  dhcp_vendor_class "Cisco Systems Inc. Wireless Phone 7925G" gives model "7925G"
  counter  dhcp_vendor_class "Cisco AP c1830"

device cisco.access-point
  class    wireless
  vendor   "Cisco"
  match    dhcp_vendor_class like "Cisco AP {model}" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Cisco AP c1830, Cisco AP C9120AX"
  example  dhcp_vendor_class "Cisco AP C9120AX" gives model "C9120AX"
  counter  dhcp_vendor_class "Cisco AIR-CTVM-K9"

device cisco.wireless-controller
  class    wireless
  vendor   "Cisco"
  match    dhcp_vendor_class like "Cisco AIR-CT*" strong
  match    ssh_server like SSH-2.0-CISCO_WLC strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Cisco AIR-CTVM-K9; nmap 7.93, nmap-service-probes: match ssh, p/Cisco WLC sshd/"
  example  dhcp_vendor_class "Cisco AIR-CTVM-K9"
  example  ssh_server SSH-2.0-CISCO_WLC
  counter  ssh_server SSH-2.0-Cisco-1.25

device cisco.ios-services
  class    network
  vendor   "Cisco"
  match    ssh_server like "SSH-*-Cisco-{version}" strong
  match    http_server like "cisco-IOS*" strong
  source   "nmap 7.93, nmap-service-probes: match ssh, p/Cisco SSH/; match http, p/Cisco IOS http config/"
  example  ssh_server SSH-2.0-Cisco-1.25
  example  http_server cisco-IOS
  counter  ssh_server SSH-2.0-CISCO_WLC

device mikrotik.ssh
  class    network
  vendor   "MikroTik"
  match    ssh_server like "SSH-*-ROSSSH" strong
  source   "nmap 7.93, nmap-service-probes: match ssh, p/MikroTik RouterOS sshd/ d/router/"
  example  ssh_server SSH-2.0-ROSSSH
  counter  ssh_server SSH-2.0-OpenSSH_9.2

device comware.ssh
  class    network
  match    ssh_server like "SSH-*-Comware-{version}" strong
  source   "nmap 7.93, nmap-service-probes: match ssh, p/HP Comware switch sshd/"
  example  ssh_server SSH-2.0-Comware-7.1.070 gives version "7.1.070"
  counter  ssh_server SSH-2.0-Cisco-1.25

device juniper.screenos-ssh
  class    network
  vendor   "Juniper"
  match    ssh_server like "SSH-*-NetScreen" strong
  source   "nmap 7.93, nmap-service-probes: match ssh, p/NetScreen sshd/ d/firewall/ cpe:/o:juniper:netscreen_screenos/"
  example  ssh_server SSH-2.0-NetScreen
  counter  ssh_server SSH-2.0-OpenSSH_9.2

device cisco.asa
  class    network
  vendor   "Cisco"
  match    http_server like "Cisco AWARE {version}" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Cisco ASA firewall http config/"
  example  http_server "Cisco AWARE 2.0" gives version "2.0"
  counter  http_server Cisco

device cisco.meraki
  vendor   "Cisco Meraki"
  match    dhcp_vendor_class is MERAKI strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: MERAKI"
  example  dhcp_vendor_class MERAKI
  counter  dhcp_vendor_class MERAK

device aruba.switch
  class    network
  vendor   "Aruba"
  match    dhcp_vendor_class like "Aruba * Switch *" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: Aruba JL253A 2930F-24G-4SFP+ Switch dslforum.org"
  example  dhcp_vendor_class "Aruba JL253A 2930F-24G-4SFP+ Switch dslforum.org"
  counter  dhcp_vendor_class ArubaAP

device aruba.access-point
  class    wireless
  vendor   "Aruba"
  match    dhcp_vendor_class is ArubaAP strong
  source   "wireshark/wireshark, epan/dissectors/packet-bootp.c: vendor class ArubaAP, Aruba AP"
  example  dhcp_vendor_class ArubaAP
  counter  dhcp_vendor_class "Aruba JL253A 2930F-24G-4SFP+ Switch"

device alcatel.noe-phone
  class    phone
  vendor   "Alcatel-Lucent"
  match    dhcp_vendor_class is alcatel.noe.0 strong
  source   "infusion/node-dhcp, lib/options.js: alcatel.noe.0, alcatel IP touch phone"
  example  dhcp_vendor_class alcatel.noe.0
  counter  dhcp_vendor_class alcatel.a4400.0

device teradici.pcoip
  class    thin-client
  vendor   "Teradici"
  match    dhcp_vendor_class is "PCoIP Endpoint" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: PCoIP Endpoint"
  example  dhcp_vendor_class "PCoIP Endpoint"
  counter  dhcp_vendor_class PCoIP

device synology.nas
  class    file-server
  vendor   "Synology"
  match    ftp_banner in "DiskStation FTP server ready." "Synology FTP server ready." strong
  source   "nmap 7.93, nmap-service-probes: match ftp, p/Synology DiskStation NAS ftpd/"
  example  ftp_banner "DiskStation FTP server ready."
  counter  ftp_banner "FTP server ready."

device hp.ilo
  vendor   "HP"
  software "iLO"
  match    http_server like "HP*-iLO-Server/{version}" strong
  match    ssh_server like "SSH-2.0-mpSSH_*" strong
  source   "nmap 7.93, nmap-service-probes: match http, Server: HPE?-iLO-Server; match ssh, p/HP Integrated Lights-Out mpSSH/"
  example  http_server HPE-iLO-Server/1.30 gives version "1.30"
  example  ssh_server SSH-2.0-mpSSH_0.2.1
  counter  http_server iLO

device delta.upsentry
  class    power
  match    http_server is "Delta UPSentry" strong
  source   "nmap 7.93, nmap-service-probes: match http, Server: Delta UPSentry"
  example  http_server "Delta UPSentry"
  counter  http_server Delta

device aastra.phone
  class    phone
  vendor   "Aastra"
  match    http_realm like "Aastra {model}" strong
  source   "nmap 7.93, nmap-service-probes: match http, Server: Aragorn, realm Aastra ..."
  example  http_realm "Aastra 6731i" gives model "6731i"
  counter  http_realm "Astra 6731i"

device snom.phone
  class    phone
  vendor   "Snom"
  match    http_server is "snom embedded" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Snom $1 VoIP phone http config/"
  example  http_server "snom embedded"
  counter  http_server embedded

device vivotek.camera
  class    camera
  vendor   "Vivotek"
  match    http_server is "Vivotek Network Camera" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Vivotek Network Camera http config/"
  example  http_server "Vivotek Network Camera"
  counter  http_server "Network Camera"

device grandstream.phone
  class    phone
  vendor   "Grandstream"
  match    http_server like "Grandstream*" strong
  source   "nmap 7.93, nmap-service-probes: match http, p/Grandstream VoIP phone http config/"
  example  http_server Grandstream/1.10
  counter  http_server Grand

# What a neighbour says of itself in LLDP and CDP. Computers that bridge for their
# guests are left out by the parsers.
device neighbour.telephone
  class    phone
  match    neighbour_part is telephone strong
  source   "IEEE 802.1AB-2016 8.5.8, capability Telephone; CDP capability 0x80 as Wireshark names it"
  example  neighbour_part telephone
  counter  neighbour_part switch

device neighbour.access-point
  class    wireless
  match    neighbour_part is access-point fair
  source   "IEEE 802.1AB-2016 8.5.8, capability WLAN Access Point"
  example  neighbour_part access-point
  counter  neighbour_part telephone

device neighbour.switch
  class    network
  match    neighbour_part in switch router fair
  source   "IEEE 802.1AB-2016 8.5.8, capabilities Bridge and Router"
  example  neighbour_part router
  counter  neighbour_part telephone

# Who asks stations for a login is what they are plugged into.
device eap.authenticator
  class    network
  match    eap_role is authenticator fair
  source   "IEEE 802.1X-2010 11.3: the authenticator sends EAP requests"
  example  eap_role authenticator
  counter  eap_role supplicant

# What office devices answer to SNMP, the first line of MIB-II (RFC 3418 sysDescr).
device hp.jetdirect-snmp
  class    printer
  vendor   "HP"
  match    system_description like "HP ETHERNET MULTI-ENVIRONMENT*" strong
  source   "nmap 7.93, scripts/snmp-sysdescr.nse: HP ETHERNET MULTI-ENVIRONMENT,ROM A.25.80,JETDIRECT,JD117"
  example  system_description "HP ETHERNET MULTI-ENVIRONMENT,ROM A.25.80,JETDIRECT,JD117,EEPROM V.28.22,CIDATE 08/09/2006"
  counter  system_description "HP J9729A 2920-48G-POE+ Switch"

device konica-minolta.snmp
  class    printer
  vendor   "Konica Minolta"
  match    system_description like "KONICA MINOLTA bizhub *" strong
  source   "FusionInventory, test data of printers: KONICA MINOLTA bizhub 421"
  example  system_description "KONICA MINOLTA bizhub 421"
  counter  system_description "KONICA MINOLTA AeroDR"

device ricoh.snmp
  class    printer
  vendor   "Ricoh"
  match    system_description like "RICOH * / RICOH Network Printer *" strong
  source   "FusionInventory, test data of printers: RICOH Aficio AP3800C 1.12 / RICOH Network Printer C model"
  example  system_description "RICOH Aficio AP3800C 1.12 / RICOH Network Printer C model / RICOH Network Scanner C model"
  counter  system_description "RICOH Aficio"

device toshiba.e-studio
  class    printer
  vendor   "Toshiba TEC"
  match    system_description like "TOSHIBA e-STUDIO*" strong
  source   "Greenbone, dont_print_on_printers.nasl: ^TOSHIBA e-STUDIO"
  example  system_description "TOSHIBA e-STUDIO3515AC"
  counter  system_description "TOSHIBA Aquilion"

device sharp.snmp
  class    printer
  vendor   "Sharp"
  match    system_description like "SHARP MX-*" strong
  match    system_description like "SHARP AR-*" strong
  source   "Greenbone, dont_print_on_printers.nasl: ^SHARP [A-Z]{2}-"
  example  system_description "SHARP MX-3061"
  example  system_description "SHARP AR-M277"
  counter  system_description "SHARP PN-R903"

device canon.imagerunner-snmp
  class    printer
  vendor   "Canon"
  match    system_description like "Canon iR*" strong
  source   "sysDescr Canon iR-ADV C5540 in public test data; the same name as in canon.imagerunner"
  example  system_description "Canon iR-ADV C5535 /P"
  counter  system_description "Canon CXDI-702C"

device fuji-xerox.snmp
  class    printer
  vendor   "Fuji Xerox"
  match    system_description like "FUJI XEROX ApeosPort*" strong
  match    system_description like "FUJI XEROX DocuPrint*" strong
  source   "Greenbone, Fuji Xerox / Fujifilm Printer Detection (SNMP), 2023: FUJI XEROX ApeosPort C4570; System 22.1.7; FUJI XEROX DocuPrint CM305 df; Net 16.41"
  example  system_description "FUJI XEROX ApeosPort C4570; System 22.1.7, ESS 1.60.9, IOT 22.50.0"
  example  system_description "FUJI XEROX DocuPrint CM305 df; Net 16.41,ESS 201210101131,IOT 03.00.05"
  counter  system_description "FUJIFILM FCR PRIMA"

device apc.snmp
  class    power
  vendor   "APC"
  match    system_description like "APC Web/SNMP Management Card*" strong
  source   "DataDog/integrations-core, snmp tests: APC Web/SNMP Management Card (MB:v3.9.2 PF:v3.9.2 PN:apc_hw02_aos_392.bin ... MN:AP9619"
  example  system_description "APC Web/SNMP Management Card (MB:v3.9.2 PF:v3.9.2 PN:apc_hw02_aos_392.bin AF1:v3.7.2 AN1:apc_hw02_sumx_372.bin MN:AP9619 HR:A10"
  counter  system_description "APC Environmental Manager"

# What is offered by SLP. A spooler offers printers, too.
device slp.printer
  class    printer
  match    slp_service under service:printer fair
  source   "IANA, Service Location Protocol templates: printer.2.0; draft-ietf-svrloc-printer-scheme-06"
  example  slp_service service:printer:lpr
  counter  slp_service service:wbem:https

device slp.ibm-controller
  vendor   "IBM"
  match    slp_service like "service:management-hardware.IBM:*" fair
  source   "xcat2/xcat-core, xCAT-server/lib/xcat/plugins/lsslp.pm: service:management-hardware.IBM:management-module"
  example  slp_service service:management-hardware.IBM:integrated-management-module2
  counter  slp_service service:management-hardware.Lenovo:chassis-management-module

device slp.lenovo-controller
  vendor   "Lenovo"
  match    slp_service like "service:management-hardware.Lenovo:*" fair
  match    slp_service like "service:lenovo-smm*" fair
  source   "xcat2/confluent, confluent_server/confluent/discovery/protocols/slp.py: service:management-hardware.Lenovo:lenovo-xclarity-controller, service:lenovo-smm2"
  example  slp_service service:management-hardware.Lenovo:chassis-management-module
  example  slp_service service:lenovo-smm2
  counter  slp_service service:management-hardware.IBM:chassis-management-module

device opcua.open62541
  software "open62541"
  match    opcua_product is "http://open62541.org" strong
  source   "observed: captures of nDPI, opc-ua.pcap: GetEndpointsResponse, ProductUri"
  example  opcua_product "http://open62541.org"
  counter  opcua_product "urn:acme:freezer-gateway:3"
