# Products by what they say of themselves. Texts marked "observed" stand in the
# project's own lab capture; the others in public documents.

device siemens.somatom-go-top
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM go.Top"
  match    system_description like "Siemens SOMATOM go.Top {version}" weak
  match    system_description like "Siemens SOMATOM go.Top*" strong
  source   "observed: LLDP system description, lab capture 12-discovery"
  example  system_description "Siemens SOMATOM go.Top VA40A"
  counter  system_description "Siemens SIMATIC S7"

device philips.intellivue
  class    patient-monitor
  vendor   "Philips"
  match    dhcp_vendor_class like "PHILIPS-IntelliVue-*" strong
  match    system_description like "Philips IntelliVue *" strong
  match    hl7_application is PHILIPS_INTELLIVUE fair
  source   "observed: DHCP option 60 and LLDP, lab captures 01 and 12"
  example  dhcp_vendor_class PHILIPS-IntelliVue-MX800
  example  system_description "Philips IntelliVue MX800 M.04.01"
  example  hl7_application PHILIPS_INTELLIVUE
  counter  dhcp_vendor_class PHILIPS-Hue

device philips.intellivue.mx800
  class    patient-monitor
  vendor   "Philips"
  model    "IntelliVue MX800"
  match    dhcp_vendor_class is PHILIPS-IntelliVue-MX800 strong
  match    system_description like "Philips IntelliVue MX800 {version}" strong
  source   "observed: DHCP option 60 and LLDP, lab captures 01 and 12"
  example  dhcp_vendor_class PHILIPS-IntelliVue-MX800
  example  system_description "Philips IntelliVue MX800 M.04.01" gives version "M.04.01"
  counter  system_description "Philips IntelliVue MX400 M.04.01"

device philips.epiq-7g
  class    imaging-us
  vendor   "Philips Medical Systems"
  model    "EPIQ 7G"
  match    dhcp_vendor_class is "EPIQ 7G" strong
  match    mdns_instance like "EPIQ 7G SN {serial}" strong
  source   "observed: DHCP option 60 and DNS-SD, lab captures 01 and 12"
  example  dhcp_vendor_class "EPIQ 7G"
  example  mdns_instance "EPIQ 7G SN US-SN-99021" gives serial "US-SN-99021"
  counter  dhcp_vendor_class "EPIQ 5"

device icumedical.plum-360
  class    infusion-pump
  vendor   "ICU Medical"
  model    "Plum 360"
  match    dhcp_vendor_class like "ICUMED-PLUM360-{version}" strong
  match    hl7_application is PLUM360 fair
  source   "observed: DHCP option 60 and HL7 MSH-3, lab captures 01 and 05"
  example  dhcp_vendor_class ICUMED-PLUM360-15.10 gives version "15.10"
  example  hl7_application PLUM360
  counter  dhcp_vendor_class ICUMED-LIFECARE-1

device icumedical.mednet
  class    pump-gateway
  vendor   "ICU Medical"
  software "MedNet"
  match    cert_unit like "MedNet *" fair
  source   "observed: certificate subject, lab capture 11-web-tls"
  example  cert_unit "MedNet 6.2"
  counter  cert_unit "Networks"

device icumedical.certificate
  vendor   "ICU Medical"
  match    cert_organisation is "ICU Medical" fair
  source   "observed: certificate subject, lab capture 11-web-tls"
  example  cert_organisation "ICU Medical"
  counter  cert_organisation "ICU Ltd"

device baxter.spectrum
  class    infusion-pump
  vendor   "Baxter"
  model    "Sigma Spectrum"
  match    mqtt_client like "SPECTRUM-{serial}" strong
  source   "observed: MQTT client identifier, lab capture 14-infrastructure"
  example  mqtt_client SPECTRUM-45077 gives serial "45077"
  counter  mqtt_client "mosquitto-sub"

device draeger.evita-v800
  class    ventilator
  vendor   "Draeger"
  model    "Evita V800"
  match    hl7_application is EVITA_V800 strong
  source   "observed: HL7 MSH-3, lab capture 05-hl7"
  example  hl7_application EVITA_V800
  counter  hl7_application EVITA_XL

device sysmex.xn-1000
  class    lab-analyser
  vendor   "Sysmex"
  model    "XN-1000"
  match    hl7_application is XN-1000 strong
  match    astm_model is XN-1000 strong
  match    astm_sender like "XN-1000*" strong
  source   "observed: HL7 MSH-3 and ASTM header record, lab captures 05 and 06"
  example  hl7_application XN-1000
  example  astm_model XN-1000
  example  astm_sender XN-1000
  counter  hl7_application XN-550

device carestream.drx
  class    imaging-xray
  vendor   "Carestream Health"
  match    ftp_banner like "*Carestream DRX*" strong
  source   "observed: FTP greeting, lab capture 09-cleartext"
  example  ftp_banner "Carestream DRX service FTP 5.7"
  counter  ftp_banner "vsFTPd 3.0.3"

device ge.aw
  class    imaging-workstation
  vendor   "GE"
  model    "AW 4.0"
  match    ftp_banner like "*GE AW 4.0*" strong
  match    smb_comment like "GE AW 4.0*" strong
  source   "observed: FTP greeting and browser announcement, lab captures 08, 09"
  example  ftp_banner "GE AW 4.0 FTP"
  example  smb_comment "GE AW 4.0 workstation"
  counter  smb_comment "Samba 4.17"

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

device orthanc
  vendor   "Orthanc"
  model    "Orthanc"
  match    http_realm is "Orthanc Secure Area" strong
  source   "Orthanc's own HTTP authentication realm; observed in lab capture 02"
  example  http_realm "Orthanc Secure Area"
  counter  http_realm "Secure Area"

device samba
  class    file-server
  match    smb_native_lanman like "Samba *" fair
  source   "Samba's native LAN manager text; observed in lab capture 08"
  example  smb_native_lanman "Samba 4.17.12-Debian"
  counter  smb_native_lanman "Windows 2000 LAN Manager"

device microsoft.windows
  os       "Windows"
  match    dhcp_vendor_class is "MSFT 5.0" fair
  source   "MS-DHCPE 2.2.3: vendor class of Windows 2000 and later"
  example  dhcp_vendor_class "MSFT 5.0"
  counter  dhcp_vendor_class "MSFT 98"
